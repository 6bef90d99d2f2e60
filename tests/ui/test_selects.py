"""Selects are written by us, and read like those of Django's templates."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe

GROUPED = [
    ("", "–"),
    ("Europa", [("AT", 'Österreich & "Land"'), ("DE", "Deutschland")]),
    (1234, mark_safe("<b>Zahl</b>")),
    ("<x>", "<script>"),
]


@pytest.mark.parametrize("value", ["", "AT", 1234, "<x>", None])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_a_select_is_what_django_would_write(widget, value):
    select = widget(attrs={"disabled": True, "hidden": False, "data-x": 'a"b<c'})
    if widget is not forms.NullBooleanSelect:
        select.choices = GROUPED
    attrs = {"id": "id_country", "class": "form-select", "data-count": 12345}
    ours, djangos = (
        select.render("country", value, attrs, renderer=renderer)
        for renderer in (get_default_renderer(), DjangoTemplates())
    )
    assert ours.startswith("<select")
    SimpleTestCase().assertHTMLEqual(ours, djangos)
