"""Forms of *Team* and of the page behind an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency, Role


class InvitationForm(forms.Form):
    """Whom to invite as what."""

    email = forms.EmailField(label=_("E-Mail"), max_length=254)
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices, initial=Role.AGENT)


class SignInForm(forms.ModelForm[Agency]):
    """How people of the agency sign in."""

    class Meta:
        model = Agency
        fields = ["idle_minutes", "requires_second_factor"]
        help_texts = {
            "requires_second_factor": _(
                "Wer noch keinen hat, richtet ihn bei der nächsten Seite ein, bevor es weitergeht."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        idle: Any = self.fields["idle_minutes"]
        idle.choices = [("", _("Wie in der Installation")), *list(idle.choices)[1:]]


class JoiningForm(forms.Form):
    """What somebody says of themselves to have an account."""

    is_own_data = True

    name = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Passwort"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Mindestens acht Zeichen, nicht nur Ziffern, kein übliches Passwort."),
    )
