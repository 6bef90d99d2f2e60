"""The one field of the page for another address."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """An e-mail address."""

    is_own_data = True

    email = forms.EmailField(
        label=_("Neue E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
