"""Writing down a consent."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.ui.fields import GermanDateField
from base.ui.widgets import ChipSelect
from contacts.choices import ConsentChannel, ConsentMethod, ConsentPurpose
from contacts.consents.services import Given

# People confirm online by themselves; agents write down the rest.
_BY_AGENTS = [choice for choice in ConsentMethod.choices if choice[0] != ConsentMethod.ONLINE]


class ConsentForm(forms.Form):
    """Channels, purpose, exact text, when, and the proof: a file or a note."""

    channels = forms.MultipleChoiceField(
        label=_("Kanäle"),
        choices=ConsentChannel.choices,
        widget=ChipSelect,
        error_messages={"required": _("Bitte wählen Sie mindestens einen Kanal.")},
    )
    purpose = forms.ChoiceField(label=_("Zweck"), choices=ConsentPurpose.choices)
    method = forms.ChoiceField(label=_("Weg"), choices=_BY_AGENTS)
    given_on = GermanDateField(label=_("Erteilt am"))
    given_time = forms.TimeField(
        label=_("Uhrzeit, falls bekannt"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TextInput({"placeholder": "HH:MM", "maxlength": 5}),
        error_messages={"invalid": _("Bitte als HH:MM eingeben, zum Beispiel 09:30.")},
    )
    text = forms.CharField(
        label=_("Wortlaut, wie er unterschrieben oder gesagt wurde"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Bitte geben Sie den Wortlaut an.")},
    )
    text_version = forms.CharField(
        label=_("Fassung"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"placeholder": _("z. B. Formular 11/2026")}),
    )
    file = forms.FileField(
        label=_("Nachweis"),
        required=False,
        help_text=_("PDF oder Bild (JPG, PNG, WEBP)"),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )
    note = forms.CharField(
        label=_("Anmerkung"),
        required=False,
        max_length=500,
        help_text=_("Ohne Datei: worin der Nachweis besteht, etwa wer dabei war."),
    )

    def clean(self) -> dict[str, Any]:
        """Works out `given_at`; a day without a time begins at midnight."""
        cleaned = super().clean() or self.cleaned_data
        if day := cleaned.get("given_on"):
            moment = datetime.combine(day, cleaned.get("given_time") or time())
            cleaned["given_at"] = timezone.make_aware(moment)
        return cleaned

    def given(self) -> Given:
        """What the form says; call it when it is valid."""
        names = ("channels", "purpose", "text", "given_at", "method", "text_version", "note")
        return Given(**{name: self.cleaned_data[name] for name in names})
