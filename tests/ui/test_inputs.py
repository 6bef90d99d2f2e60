"""Inputs are written by us, and read like those of Django's templates."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe
from django.utils.translation import override

from base.ui.choices import LongChoiceField, PerLanguage
from contacts.fields.countries import country_choices
from properties.record.forms.kinds import kind_choices

GROUPED = [
    ("", "–"),
    ("Europa", [("AT", 'Österreich & "Land"'), ("DE", "Deutschland")]),
    (1234, mark_safe("<b>Zahl</b>")),
    ("<x>", "<script>"),
]
ATTRS = {"id": "id_country", "class": "form-select", "data-count": 12345}
INPUTS = [
    forms.TextInput,
    forms.NumberInput,
    forms.EmailInput,
    forms.URLInput,
    forms.PasswordInput,
    forms.HiddenInput,
    forms.DateInput,
    forms.DateTimeInput,
    forms.TimeInput,
    forms.FileInput,
    forms.CheckboxInput,
    forms.Textarea,
]


def same_as_djangos(widget, value):
    ours, djangos = (
        widget.render("country", value, ATTRS, renderer=renderer)
        for renderer in (get_default_renderer(), DjangoTemplates())
    )
    SimpleTestCase().assertHTMLEqual(ours, djangos)
    return ours


@pytest.mark.parametrize("value", ["", "AT", 1234, "<x>", None])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_a_select_is_what_django_would_write(widget, value):
    select = widget(attrs={"disabled": True, "hidden": False, "data-x": 'a"b<c'})
    if widget is not forms.NullBooleanSelect:
        select.choices = GROUPED
    assert same_as_djangos(select, value).startswith("<select")


@pytest.mark.parametrize(
    "value", ["", None, True, "AT", 'a"b<c', "zwei\nZeilen", mark_safe("&lt;")]
)
@pytest.mark.parametrize("widget", INPUTS)
def test_an_input_is_what_django_would_write(widget, value):
    same_as_djangos(widget(attrs={"disabled": True, "hidden": False, "data-x": 'a"b<c'}), value)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("source", [country_choices, kind_choices])
@pytest.mark.parametrize("value", ["", None, "AT", "apartment/attic", "nowhere"])
def test_a_long_list_is_what_a_select_would_write(language, source, value):
    with override(language):
        field = LongChoiceField(choices=source)
        ours = field.widget.render("country", value, ATTRS)
        plain = forms.Select(choices=source).render("country", value, ATTRS)
    assert ours == plain


def test_a_long_list_follows_the_language():
    shown = {}
    for language in ("de", "en"):
        with override(language):
            shown[language] = dict(PerLanguage(country_choices))["AT"]
    assert shown == {"de": "Österreich", "en": "Austria"}


def test_other_choices_of_a_long_list_are_written_as_they_are():
    field = LongChoiceField(choices=country_choices)
    field.choices = [*field.choices, ("X1", "Früher")]
    assert '<option value="X1" selected>Früher</option>' in field.widget.render("country", "X1")
