"""Address forms: fields that help each other, and filling in when a form is sent."""

from __future__ import annotations

from django import forms

from base.places.filling import filling
from base.places.widgets import PlaceInput, PostalCodeInput, QuarterInput

# Names under which address forms have the parts.
CODE, PLACE, QUARTER, REGION, COUNTRY = "postal_code", "place", "district", "region", "country"


def help_each_other(form: forms.BaseForm) -> None:
    """Gives the address fields of `form` the inputs that ask for the postal code's place."""
    for name, widget in ((CODE, PostalCodeInput), (PLACE, PlaceInput), (QUARTER, QuarterInput)):
        if name in form.fields:
            own = form.fields[name].widget
            if isinstance(own, forms.TextInput):
                form.fields[name].widget = widget(own.attrs)


def fill_in(form: forms.BaseForm) -> None:
    """Fills place, quarter and state that were left empty, where the code leaves no doubt.

    To be called from `clean`. Does nothing where neither code nor place was changed: what was
    stored without a place stays so. What was typed always stays.
    """
    given = form.cleaned_data
    code = str(given.get(CODE) or "").strip()
    if not code or not {CODE, PLACE}.intersection(form.changed_data):
        return
    country = str(given.get(COUNTRY) or "") if COUNTRY in form.fields else ""
    place = str(given.get(PLACE) or "")
    known = filling(code, country, place)
    values = {PLACE: known.place, REGION: known.region if place or known.place else ""}
    values[QUARTER] = known.quarter
    for name, value in values.items():
        if name in form.fields and name in given and not given[name]:
            given[name] = value
