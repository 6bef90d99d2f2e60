"""The form of *Firma*."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.ui.fields import GermanDateField
from contacts.choices import LEGAL_FORMS, PhoneKind
from contacts.fields import company_numbers
from contacts.fields.calling import Home
from contacts.fields.emails import is_email, suggestion
from contacts.models import Contact
from contacts.record.forms.business import business_field
from contacts.record.forms.knowingly import KeepsKnowingly

# What banks and notaries usually accept; no law says it.
_FRESH_EXTRACT = timedelta(days=92)
COMPANY_FIELDS = (
    "company_name",
    "legal_form",
    "position",
    "vat_id",
    "tax_number",
    "register_number",
    "register_court",
    "register_extract_on",
    "company_phone",
    "company_email",
    "company_website",
    "is_business",
)


class CompanyForm(KeepsKnowingly, forms.ModelForm[Contact]):
    """The company a contact is or works for."""

    is_business = business_field()
    register_extract_on = GermanDateField(label=gettext_lazy("Registerauszug vom"), required=False)

    class Meta:
        model = Contact
        fields = COMPANY_FIELDS

    def __init__(self, *args: Any, country: str, home: Home, **kwargs: Any) -> None:
        """`country` is the agency's; `home` is where the company's numbers are at home."""
        super().__init__(*args, **kwargs)
        self.country, self.home, self.odd = country, home, set()
        self.fields["legal_form"].widget.attrs["list"] = "legal-forms"
        self.fields["vat_id"].widget.attrs["placeholder"] = (
            "ATU12345678" if country == "AT" else "DE123456789"
        )
        self.fields["company_phone"].widget.attrs["inputmode"] = "tel"

    @property
    def extract_warning(self) -> str:
        """What to say about an extract from the register that is no longer fresh."""
        day = self.instance.register_extract_on
        if day is None or day > timezone.localdate() - _FRESH_EXTRACT:
            return ""
        return _("Der Registerauszug ist älter als drei Monate.")

    @property
    def legal_forms(self) -> list[str]:
        """All legal forms, those of the agency's country first."""
        other = "DE" if self.country == "AT" else "AT"
        return list(dict.fromkeys([*LEGAL_FORMS[self.country], *LEGAL_FORMS[other]]))

    def clean_register_extract_on(self) -> date | None:
        day: date | None = self.cleaned_data["register_extract_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day

    def _readable_phone(self, number: str) -> str:
        if problem := self.home.problem(number, PhoneKind.WORK):
            raise company_numbers.Odd(problem)
        read = self.home.read(number, PhoneKind.WORK)
        return f"{read.shown} ({read.note})" if read.note else read.shown

    def clean_company_email(self) -> str:
        address = str(self.cleaned_data["company_email"]).strip()
        if not address or address == self.instance.company_email or is_email(address):
            return address
        message = _("Das ist keine gültige E-Mail-Adresse.")
        if meant := suggestion(address, self.country):
            message = f"{message} {_('Meinten Sie %(meant)s?') % {'meant': meant}}"
        raise ValidationError(message)

    def clean_company_website(self) -> str:
        address = str(self.cleaned_data["company_website"])
        return address if address == self.instance.company_website else checked_website(address)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        court = str(cleaned.get("register_court") or "")
        stored, country = self.instance, self.country
        self.check_knowingly("vat_id", lambda n: company_numbers.vat_id(n, country), stored.vat_id)
        self.check_knowingly(
            "register_number",
            lambda n: company_numbers.register_number(n, court, country),
            stored.register_number,
        )
        self.check_knowingly(
            "tax_number", lambda n: company_numbers.tax_number(n, country), stored.tax_number
        )
        self.check_knowingly("company_phone", self._readable_phone, stored.company_phone)
        if stored.kind == "company" and not cleaned.get("company_name"):
            self.add_error("company_name", _("Bitte geben Sie den Namen der Firma ein."))
        return cleaned

    def _post_clean(self) -> None:
        """The service writes the contact: the instance stays as it was read."""


def checked_website(address: str) -> str:
    """The address with its scheme; raises ValidationError when it is none."""
    address = address.strip()
    if not address:
        return ""
    whole = address if "://" in address else f"https://{address}"
    try:
        URLValidator(["http", "https"])(whole)
    except ValidationError:
        raise ValidationError(
            _("Das ist keine Internetadresse. Sie sieht so aus: www.beispiel.at")
        ) from None
    return whole
