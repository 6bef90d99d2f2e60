"""Forms that say what a contact is to a property."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from base.listing.address import read_id
from base.ui.widgets import ChipRadio
from properties.models import Party, PartyKind
from properties.parties.services import MAX_NOTE


class PartyForm(forms.Form):
    """What the contact is to the property."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Beteiligt als"),
        choices=PartyKind,
        widget=ChipRadio,
        error_messages={"required": gettext_lazy("Bitte wählen Sie, als was.")},
    )
    note = forms.CharField(label=gettext_lazy("Notiz"), max_length=MAX_NOTE, required=False)

    @classmethod
    def initial_of(cls, party: Party) -> dict[str, str]:
        """What the form shows of a party that is there."""
        return {"kind": party.kind, "note": party.note}


class NewPartyForm(PartyForm):
    """A party that is not there yet: `other` is the property or the contact, by id."""

    other = forms.IntegerField(
        label=gettext_lazy("Auswahl"),
        widget=forms.NumberInput({"id": "party-search"}),
        min_value=1,
        max_value=2**63 - 1,
        error_messages={"required": gettext_lazy("Bitte suchen Sie etwas und wählen Sie es aus.")},
    )

    @property
    def other_id(self) -> int | None:
        """The one that is chosen, also in a form that is not valid yet."""
        text = str(self.data.get("other", "") if self.is_bound else self.initial.get("other", ""))
        return read_id(text) or None
