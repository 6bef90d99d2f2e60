"""The form of a note: short, since it is filled in ten times a day."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.ui.fields import GermanDateField
from base.ui.widgets import ChipRadio
from properties.models import Note, NoteKind


class NoteForm(forms.Form):
    """What, when, and what was said."""

    kind = forms.ChoiceField(label=_("Art"), choices=NoteKind, widget=ChipRadio)
    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Bitte schreiben Sie etwas.")},
    )
    day = GermanDateField(label=_("Am"))
    clock = forms.TimeField(
        label=_("Um"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput({"placeholder": "HH:MM", "maxlength": 5, "inputmode": "numeric"}),
        error_messages={"invalid": _("Bitte als HH:MM eingeben, zum Beispiel 09:30.")},
    )

    @classmethod
    def initial_of(cls, note: Note | None) -> dict[str, Any]:
        """What the form shows of a note, or of one that is being written now."""
        at = timezone.localtime(note.happened_at if note else None)
        known = {"kind": note.kind, "text": note.text} if note else {"kind": NoteKind.NOTE}
        return {**known, "day": at.date(), "clock": f"{at:%H:%M}"}

    @property
    def happened_at(self) -> datetime:
        """The moment in the time zone of the product; without a time of day the day's beginning."""
        given = self.cleaned_data
        naive = datetime.combine(given["day"], given["clock"] or time())
        return timezone.make_aware(naive)
