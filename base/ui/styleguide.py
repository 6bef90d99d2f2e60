"""Examples for the style guide; nothing here is data of anyone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.ui.fields import GermanDateField, GermanDecimalField, MoneyField, TagField
from base.ui.tabs import TabLink, TabRows
from base.ui.widgets import ChipRadio, ChipSelect

_INITIAL = {
    "salutation": "f",
    "title": "Mag.",
    "given_name": "Maria",
    "family_name": "Steininger",
    "price": Decimal(380000),
    "living_area": Decimal("85.5"),
    "features": ["balcony"],
    "tags": ["VIP", "Altbau"],
    "channel": "mail",
}


class ExampleForm(forms.Form):
    """One field of every kind."""

    salutation = forms.ChoiceField(
        label=_("Anrede"), choices=[("", "–"), ("f", _("Frau")), ("m", _("Herr"))], required=False
    )
    title = forms.CharField(label=_("Titel vorangestellt"), required=False)
    given_name = forms.CharField(label=_("Vorname"))
    family_name = forms.CharField(label=_("Nachname"))
    birth_date = GermanDateField(label=_("Geburtsdatum"), required=False)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    price = MoneyField(label=_("Kaufpreis bis"), required=False)
    living_area = GermanDecimalField(label=_("Wohnfläche"), suffix="m²", required=False)
    features = forms.MultipleChoiceField(
        label=_("Ausstattung"),
        widget=ChipSelect,
        required=False,
        choices=[("balcony", _("Balkon")), ("lift", _("Lift")), ("garden", _("Garten"))],
    )
    channel = forms.ChoiceField(
        label=_("Bevorzugter Weg"),
        widget=ChipRadio,
        choices=[("mail", _("E-Mail")), ("phone", _("Telefon"))],
    )
    tags = TagField(label=_("Schlagwörter"), help_text=_("Mit Komma getrennt."), required=False)
    note = forms.CharField(label=_("Notiz"), widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label=_("Newsletter erwünscht"), required=False)


class PhoneForm(forms.Form):
    """A row of a formset."""

    kind = forms.ChoiceField(label=_("Art"), choices=[("mobile", _("Mobil")), ("work", _("Büro"))])
    number = forms.CharField(label=_("Nummer"), required=False)


PhoneFormSet = forms.formset_factory(PhoneForm, extra=1, can_delete=True)


def example_phones() -> Any:
    """Two numbers and the blank row that works without JavaScript."""
    numbers = ["+43 664 482 13 90", "+43 316 82 44 10"]
    return PhoneFormSet(initial=[{"number": number} for number in numbers], prefix="phones")


def example_form(data: Mapping[str, Any] | None = None) -> ExampleForm:
    """The form, bound when there is data."""
    return ExampleForm(data=data, initial=_INITIAL)


def example_rows() -> list[dict[str, Any]]:
    """Rows of a list."""
    return [
        {
            "name": "Ärzte-Immobilien Graz GmbH",
            "phone": "+43 316 90 21 40",
            "place": "8010 Graz",
            "has_terms": True,
            "price": Decimal(349000),
        },
        {
            "name": "Mag. Özlem Aydın",
            "phone": "+43 660 771 02 18",
            "place": "1160 Wien",
            "has_terms": False,
            "price": Decimal("1250000.50"),
        },
        {
            "name": "Johannes Bachmaier",
            "phone": "+43 664 120 55 07",
            "place": "8045 Graz",
            "has_terms": False,
            "price": None,
        },
    ]


def example_tabs() -> TabRows:
    """Both rows of tabs as on a contact."""
    return TabRows(
        first=[
            TabLink(_("Kontakt"), "#kontakt", None, True),
            TabLink(_("Immobilien"), "#immobilien", 5, False),
            TabLink(_("Verbundene Personen"), "#personen", 2, False),
            TabLink(_("Nachweise"), "#nachweise", None, False),
        ],
        second=[
            TabLink(_("Persönliches"), "#persoenliches", None, True),
            TabLink(_("Firma"), "#firma", None, False),
            TabLink(_("Dateien"), "#dateien", 4, False),
        ],
    )
