"""Forms around accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency, User
from base.accounts.reserved import refuse_reserved
from base.places.forms import fill_in, help_each_other
from base.ui.fields import GermanDecimalField


class UserCreationForm(AdminUserCreationForm[User]):
    """A new person with access, as the operator enters it."""

    class Meta:
        model = User
        fields = ["email", "name", "agency", "role"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class AccountForm(forms.ModelForm[User]):
    """What people enter about themselves."""

    is_own_data = True

    class Meta:
        model = User
        fields = ["name", "phone"]


class AgencyForm(forms.ModelForm[Agency]):
    """The agency's data as customers see it on pages, mails and documents."""

    commission_percent = GermanDecimalField(
        label=_("Provision (Vorgabe, netto)"),
        suffix="%",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    # Not a column to be saved: it changes once the owner of the new address has said yes.
    sender_address = forms.EmailField(
        label=_("Absenderadresse"),
        max_length=254,
        help_text=_(
            "E-Mails an Kunden kommen von dieser Adresse. Eine neue gilt, sobald der Link in der"
            " E-Mail bestätigt ist, die wir dorthin senden."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender_address"].initial = self.instance.sender_address
        help_each_other(self)

    def clean_sender_address(self) -> str:
        address = str(self.cleaned_data["sender_address"])
        if address.casefold() != self.instance.sender_address.casefold():
            refuse_reserved(address)
        return address

    def clean(self) -> dict[str, Any]:
        super().clean()
        fill_in(self)
        return self.cleaned_data

    class Meta:
        model = Agency
        fields = [
            "name",
            "street",
            "postal_code",
            "place",
            "country",
            "phone",
            "website",
            "commission_percent",
            "imprint",
            "privacy_text",
            "terms_text",
            "commission_text",
            "withdrawal_text",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 5})
            for name in (
                "imprint",
                "privacy_text",
                "terms_text",
                "commission_text",
                "withdrawal_text",
            )
        }
