"""Writing the mail that brings a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.accounts.models import User
from sharing.letters import mail_subject, mail_text, public_url
from sharing.models import ShareLink


class MailForm(forms.Form):
    """Recipient out of the contact's addresses, subject and text, both prefilled."""

    to = forms.ChoiceField(label=_("An"))
    subject = forms.CharField(label=_("Betreff"), max_length=200)
    text = forms.CharField(
        label=_("Text"), max_length=20_000, strip=False, widget=forms.Textarea({"rows": 14})
    )

    def __init__(self, data: Any, *, link: ShareLink, addresses: list[str], user: User) -> None:
        super().__init__(
            data, initial={"subject": mail_subject(link), "text": mail_text(link, user)}
        )
        self.link = link
        self.fields["to"].choices = [(address, address) for address in addresses]  # type: ignore[attr-defined]

    def clean_subject(self) -> str:
        """One line, whatever was pasted."""
        return " ".join(str(self.cleaned_data["subject"]).split())

    def clean_text(self) -> str:
        """The text has to bring the link."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if public_url(self.link) not in text:
            raise forms.ValidationError(
                _("Der Link fehlt im Text. Bitte fügen Sie ihn wieder ein: %(url)s"),
                params={"url": public_url(self.link)},
            )
        return text
