"""The second person of a couple that is created in one form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.ui.fields import GermanDateField
from contacts.choices import Salutation
from contacts.data import ContactData
from contacts.record.forms.person import checked_birth_date

PREFIX = "partner"


class PartnerForm(forms.Form):
    """Names and birth date; a last name that is left out is that of the first person."""

    salutation = forms.ChoiceField(
        label=gettext_lazy("Anrede (zweite Person)"),
        required=False,
        choices=[("", "–"), *((s, s.label) for s in Salutation if s != Salutation.FAMILY)],
    )
    title_before = forms.CharField(
        label=gettext_lazy("Titel vorangestellt (zweite Person)"), max_length=60, required=False
    )
    title_after = forms.CharField(
        label=gettext_lazy("Titel nachgestellt (zweite Person)"), max_length=60, required=False
    )
    given_name = forms.CharField(
        label=gettext_lazy("Vorname (zweite Person)"), max_length=120, required=False
    )
    family_name = forms.CharField(
        label=gettext_lazy("Nachname (zweite Person)"), max_length=120, required=False
    )
    birth_date = GermanDateField(label=gettext_lazy("Geburtsdatum (zweite Person)"), required=False)

    def clean_birth_date(self) -> date | None:
        return checked_birth_date(self.cleaned_data["birth_date"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("given_name") or cleaned.get("family_name")):
            self.add_error("given_name", _("Bitte geben Sie den Namen der zweiten Person ein."))
        return cleaned

    def contact_data(self, family_name: str) -> ContactData:
        """The second person; `family_name` is the first one's last name."""
        values = dict(self.cleaned_data)
        values["family_name"] = values["family_name"] or family_name
        return ContactData(values)
