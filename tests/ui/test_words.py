"""Every value of every recorded model reads as words, in German and in English."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.utils import translation

from audit.describe import describe
from audit.models import Change
from base.encryption import EncryptedTextField
from base.ui.words import country_name, in_words, plain_words
from contacts.duplicates.record import Record
from contacts.duplicates.scoring import compare
from contacts.models import Contact
from properties.models import Property
from properties.subtypes import SUBTYPES

ISO = re.compile(r"\d{4}-\d\d-\d\d|\b\d{8}\b")
# Words that are the same in code and on the page.
SAME = {"privat", "name", "status", "title", "rating", "penthouse", "loft", "carport", "iban"}
VALUES = {
    "BooleanField": [True, False],
    "DateField": [date(1979, 3, 14), "1979-03-14"],
    "DateTimeField": [datetime(2026, 3, 14, 9, 5, tzinfo=UTC), "2026-03-14T09:05:00+00:00"],
    "TimeField": ["09:05"],
    "DecimalField": [Decimal("1234.50"), 1234.5],
    "JSONField": [{"a": True}, [{"b": 1}]],
}


def recorded():
    """Fields that a history shows, with their models."""
    for model in apps.get_models():
        if any(trigger.name == "history" for trigger in getattr(model._meta, "triggers", [])):
            for field in model._meta.concrete_fields:
                if field.editable and not field.primary_key and field.name != "agency":
                    yield pytest.param(field, id=str(field))


def codes(field):
    choices = getattr(field, "base_field", field).flatchoices
    wanted = [code for code, _label in choices]
    return [[code] for code in wanted] if hasattr(field, "base_field") else wanted


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("field", recorded())
def test_a_field_reads_as_words(field, language):
    with translation.override(language):
        automatic = field.name.replace("_", " ")
        label = str(field.verbose_name)
        assert language == "en" or label != automatic or label in SAME, f"no German label: {label}"
        for value in [*codes(field), *VALUES.get(field.get_internal_type(), [])]:
            if isinstance(field, ForeignKey) or value in ("", [""]):
                continue
            text = in_words(field, value)
            raw = value[0] if isinstance(value, list) else value
            assert text
            assert not ISO.search(text), text
            assert not re.search(r"\b(True|False|None)\b", text), text
            is_code = isinstance(raw, str) and re.fullmatch(r"[a-z]+_[a-z_]+", raw)
            assert not (is_code and text == raw), text


def test_codes_of_countries_and_languages():
    country, language = (Contact._meta.get_field(name) for name in ("nationality", "language"))
    with translation.override("de"):
        assert in_words(country, "DE") == "Deutschland"
        assert in_words(language, "de") == "Deutsch"
        assert country_name("AT") == "Österreich"
    with translation.override("en"):
        assert in_words(country, "DE") == "Germany"
        assert in_words(language, "hr") == "Croatian"


def test_years_areas_and_finer_kinds():
    def told(name, value):
        return in_words(Property._meta.get_field(name), value)

    assert told("year_built", 2015) == "2015"
    assert told("living_area", Decimal("1085.50")) == "1.085,5 m²"
    assert told("price", 349000) == "349.000"
    for finer in SUBTYPES.values():
        for code, label in finer.items():
            assert str(label) in told("object_subtype", code)


def test_secrets_show_their_end_alone():
    for field in (f for f in Contact._meta.concrete_fields if isinstance(f, EncryptedTextField)):
        text = in_words(field, "AT611904300234573201")
        assert text.endswith("3201")
        assert "6119" not in text


def test_the_comparison_of_duplicates_says_no_codes():
    """What stood in the dialog: »gender f«, »19790314«."""
    one = Record(given_name="Eva", family_name="Gruber", gender="f", birth_date=date(1979, 3, 14))
    other = Record(given_name="Eva", family_name="Gruber", gender="m", birth_date=date(1979, 3, 4))
    shown = {line.field: line.shown for line in compare(one, other).fields}
    assert shown["birth_date"] == ("14.03.1979", "04.03.1979")
    assert shown["gender"] == ("Frau", "Herr")


@pytest.mark.django_db
def test_the_history_uses_them(agency):
    contact = Contact.objects.create(agency=agency, family_name="Gruber", nationality="DE")
    told = describe(Change.objects.filter(subject_type="contact", subject_id=contact.pk))
    after = {d.label: d.after for one in told for d in one.differences}
    assert after["Staatsangehörigkeit"] == "Deutschland"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-11-28", "28.11.2026"),
        ("2026-11-28T07:46:12.345+00:00", "28.11.2026, 08:46"),
        (["Plan.pdf", "Grundbuch.pdf"], "Plan.pdf, Grundbuch.pdf"),
        ("20261128", "20261128"),
        ("2026-13-45", "2026-13-45"),
        ("Grund: 2026-11-28", "Grund: 2026-11-28"),
        (7, "7"),
    ],
)
def test_evidence_is_shown_in_words(kept, shown):
    assert plain_words(kept) == shown
