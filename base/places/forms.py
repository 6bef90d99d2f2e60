"""Address forms: fields that help each other, and filling in when a form is sent."""

from __future__ import annotations

from django import forms

from base.places.filling import filling, located
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
    """Fills what was left empty, where the code, or the place without one, leaves no doubt.

    To be called from `clean`. Does nothing where neither code nor place was changed: what was
    stored without a place stays so. What was typed always stays.
    """
    given = form.cleaned_data
    code = str(given.get(CODE) or "").strip()
    place = str(given.get(PLACE) or "")
    if not (code or place) or not {CODE, PLACE}.intersection(form.changed_data):
        return
    country = str(given.get(COUNTRY) or "") if COUNTRY in form.fields else ""
    values = _of_code(code, place, country) if code else _of_place(place, country)
    for name, value in values.items():
        if name in form.fields and name in given and not given[name]:
            given[name] = value


def _of_code(code: str, place: str, country: str) -> dict[str, str]:
    known = filling(code, country, place)
    region = known.region if place or known.place else ""
    return {PLACE: known.place, REGION: region, QUARTER: known.quarter}


def _of_place(place: str, country: str) -> dict[str, str]:
    known = located(place, country)
    return {CODE: known.postal_code, REGION: known.region}
