"""Rows of numbers and addresses in a form: what was typed stays text, and errors are told once."""

import pytest
from django.http import QueryDict

from contacts.fields.calling import home_of
from contacts.record.forms.contact_points import FORMSETS
from contacts.templatetags.reach_rows import address_row, email_row, phone_row

TYPED, ESCAPED = "<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"


@pytest.fixture
def rows(agency):
    """The set `name`, as stored or as sent."""

    def made(name, *stored, sent=None):
        home = {"home": home_of("AT", [])} if name == "phones" else {}
        kwargs = {"agency": agency, **home}
        return FORMSETS[name](sent, prefix=name, initial=list(stored), form_kwargs=kwargs)

    return made


def sent(name, **values):
    """One row of `name` as a browser sends it."""
    data = QueryDict(mutable=True)
    data.update({f"{name}-TOTAL_FORMS": "1", f"{name}-INITIAL_FORMS": "0"})
    data.update({f"{name}-0-{key}": value for key, value in values.items()})
    return data


@pytest.mark.parametrize(
    ("name", "draw", "field"),
    [
        ("phones", phone_row, "number"),
        ("phones", phone_row, "note"),
        ("emails", email_row, "address"),
        ("addresses", address_row, "street"),
    ],
)
def test_what_was_typed_is_escaped(rows, name, draw, field):
    found = rows(name, {"id": 1, field: TYPED})
    drawn = draw(found.forms[0], found, 0)
    assert f'value="{ESCAPED}"' in drawn
    assert TYPED not in drawn


def test_the_chosen_row_is_marked_and_blank_ones_behind_the_first_are_spare(rows):
    stored = [{"id": 1, "number": "+43 1 1"}, {"id": 2, "number": "+43 1 2", "is_primary": True}]
    found = rows("phones", *stored)
    first, second, spare = (phone_row(form, found, n) for n, form in enumerate(found.forms))
    assert 'value="1" checked>' in second
    assert "checked" not in first + spare
    assert 'class="reach-row is-spare"' in spare
    assert "is-spare" not in first + second
    assert "is-spare" not in phone_row(found.empty_form, found, "__prefix__")
    alone = rows("emails")
    assert "is-spare" not in email_row(alone.forms[0], alone, 0)


def test_an_odd_number_that_is_stored_says_so(rows):
    found = rows("phones", {"id": 1, "number": "DW 17", "kind": "work"})
    drawn = phone_row(found.forms[0], found, 0)
    assert 'aria-describedby="id_phones-0-number_note"' in drawn
    assert 'class="field-help warn-text" id="id_phones-0-number_note"' in drawn
    assert "aria-invalid" not in drawn


def test_an_odd_number_that_is_sent_is_told_and_may_be_kept(rows):
    found = rows("phones", sent=sent("phones", kind="work", number="DW <17>"))
    assert not found.is_valid()
    drawn = phone_row(found.forms[0], found, 0)
    assert 'aria-invalid="true" aria-describedby="id_phones-0-number_note"' in drawn
    assert '<div class="field-error" id="id_phones-0-number_note"><p>' in drawn
    assert 'name="keep_phones-0-number" value="1">' in drawn
    assert "<17>" not in drawn
    kept = sent("phones", kind="work", number="DW 17")
    kept["keep_phones-0-number"] = "1"
    found = rows("phones", sent=kept)
    assert found.is_valid()
    assert 'value="1" checked>trotzdem' in phone_row(found.forms[0], found, 0)


def test_a_wrong_mail_address_is_told_without_a_box(rows):
    found = rows("emails", sent=sent("emails", kind="private", address="<a>@"))
    assert not found.is_valid()
    drawn = email_row(found.forms[0], found, 0)
    assert 'aria-invalid="true"' in drawn
    assert "keep_" not in drawn
    assert "<a>" not in drawn
