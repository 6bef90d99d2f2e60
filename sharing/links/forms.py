"""Choosing contents and a lifetime."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.errors import DomainError
from base.ui.fields import GermanDateField, WholeNumberField
from contacts.models import Contact
from sharing.letters import default_message
from sharing.links.services import DEFAULT_DAYS, MAX_DAYS, end_of_validity

DAYS_WANTED = _("Bitte eine ganze Zahl von 1 bis 1095 eingeben.")


class ContentsForm(forms.Form):
    """The ids of the ticked documents and files; what they may be is the service's business."""

    document = forms.TypedMultipleChoiceField(coerce=int, required=False)
    file = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any, *, documents: list[int], files: list[int]) -> None:
        super().__init__(data)
        self.fields["document"].choices = [(pk, pk) for pk in documents]  # type: ignore[attr-defined]
        self.fields["file"].choices = [(pk, pk) for pk in files]  # type: ignore[attr-defined]


class LifetimeForm(forms.Form):
    """How long a link opens: a number of days, a last day, or neither for 30 days."""

    days = WholeNumberField(
        label=_("Gültig für (Tage)"),
        required=False,
        min_value=1,
        max_value=MAX_DAYS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), DAYS_WANTED),
        widget=forms.TextInput({"inputmode": "numeric", "placeholder": str(DEFAULT_DAYS)}),
    )
    valid_until = GermanDateField(
        label=_("oder gültig bis"),
        required=False,
        help_text=_("Ohne Angabe gilt der Link 30 Tage lang."),
    )
    message = forms.CharField(
        label=_("Nachricht auf der Seite"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, contact: Contact) -> None:
        super().__init__(data, initial={"message": default_message(contact)})

    def clean(self) -> dict[str, Any]:
        """Works out `end`, the last moment of validity."""
        cleaned = super().clean() or {}
        days, day = cleaned.get("days"), cleaned.get("valid_until")
        if days and day:
            self.add_error("valid_until", _("Bitte nur Tage oder ein Datum angeben."))
        elif not self.errors:
            cleaned["end"] = self._end(days, day)
        return cleaned

    def _end(self, days: int | None, day: Any) -> datetime | None:
        try:
            return end_of_validity(days=days, day=day)
        except DomainError as error:
            self.add_error("valid_until" if day else "days", str(error.message))
            return None
