"""Recording that AGB and Provision were confirmed on paper, and that they no longer are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from base.ui.fields import GermanDateField


class TermsForm(forms.Form):
    """The day on the paper and a picture of it."""

    confirmed_on = GermanDateField(label=_("Bestätigt am"))
    file = forms.FileField(
        label=_("Unterschriebenes Blatt"),
        help_text=_("PDF oder Bild (JPG, PNG, WEBP)"),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Bitte wählen Sie das unterschriebene Blatt aus.")},
    )
    note = forms.CharField(label=_("Anmerkung"), required=False, max_length=500)


class RevocationForm(forms.Form):
    """Why a confirmation no longer holds."""

    reason = forms.CharField(
        label=_("Grund des Widerrufs"),
        max_length=500,
        error_messages={"required": _("Bitte geben Sie den Grund an.")},
    )
