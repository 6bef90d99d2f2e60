"""The form of *Sonstiges*: bank connection, ID and its check, remarks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.models import User
from base.editing.carried import own_base, read_base
from base.encryption import fingerprint
from base.masking import MASK, masked
from base.ui.fields import GermanDateField
from contacts.choices import Acting
from contacts.fields.bank import compact, in_groups, read_bic, read_iban
from contacts.identification import (
    Proposal,
    deletion_proposal,
    deletion_warning,
    id_warning,
)
from contacts.models import Contact
from contacts.record.forms.knowingly import KeepsKnowingly

PLAIN_FIELDS = (
    "account_holder",
    "bic",
    "bank_name",
    "id_kind",
    "id_authority",
    "id_issued_on",
    "id_valid_until",
    "id_checked_on",
    "id_checked_by",
    "pep",
    "acting",
    "acting_for",
    "delete_on",
    "remarks",
)
SECRET_FIELDS = ("iban", "id_number")
_LONGEST_IBAN = 120  # with label, separators and what else a letterhead says


class MiscForm(KeepsKnowingly, forms.ModelForm[Contact]):
    """Secrets are masked unless they are in `revealed`; what stays masked stays stored."""

    iban = forms.CharField(label="IBAN", max_length=_LONGEST_IBAN, required=False)
    id_number = forms.CharField(label=gettext_lazy("Ausweisnummer"), max_length=60, required=False)
    id_issued_on = GermanDateField(label=gettext_lazy("Ausgestellt am"), required=False)
    id_valid_until = GermanDateField(label=gettext_lazy("Gültig bis"), required=False)
    id_checked_on = GermanDateField(label=gettext_lazy("Geprüft am"), required=False)
    delete_on = GermanDateField(label=gettext_lazy("Zu löschen am"), required=False)

    class Meta:
        model = Contact
        fields = (*PLAIN_FIELDS, *SECRET_FIELDS)

    def __init__(
        self, *args: Any, user: User, revealed: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.odd = user, set()
        self._offer_choices()
        self.fields["iban"].widget.attrs["class"] = "num"
        for name in SECRET_FIELDS:
            stored = str(getattr(self.instance, name))
            self.initial[name] = self._shown(name, stored) if name in revealed else masked(stored)

    def _offer_choices(self) -> None:
        for name in ("id_kind", "pep", "acting"):
            coded: Any = self.fields[name]
            coded.choices = [("", "–"), *coded.choices[1:]]
        colleagues: Any = self.fields["id_checked_by"]
        colleagues.queryset = User.objects.filter(agency_id=self.instance.agency_id)
        colleagues.empty_label = "–"
        self.fields["acting_for"].widget.attrs["placeholder"] = _("Name der vertretenen Person")

    @staticmethod
    def _shown(name: str, stored: str) -> str:
        return in_groups(stored) if name == "iban" else stored

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in SECRET_FIELDS:
            if MASK in str(cleaned.get(name) or ""):
                cleaned[name] = self._still_masked(name, str(cleaned[name]))
        cleaned["iban"] = compact(str(cleaned.get("iban") or ""))
        self.check_knowingly("iban", self._read_iban, str(self.instance.iban))
        self.check_knowingly("bic", read_bic, self.instance.bic)
        issued, until = cleaned.get("id_issued_on"), cleaned.get("id_valid_until")
        if issued and until and until < issued:
            self.add_error("id_valid_until", _("Das liegt vor dem Tag der Ausstellung."))
        self._complete_check(cleaned)
        if cleaned.get("acting_for") and cleaned.get("acting") != Acting.OTHER:
            cleaned["acting"] = Acting.OTHER
        return cleaned

    def _complete_check(self, cleaned: dict[str, Any]) -> None:
        """Who names the day or the person of the check means themselves, or today."""
        today, day, by = timezone.localdate(), cleaned.get("id_checked_on"), "id_checked_by"
        if day and day > today:
            self.add_error("id_checked_on", _("Dieser Tag liegt in der Zukunft."))
        if day and not cleaned.get(by):
            cleaned[by] = self.user
        if cleaned.get(by) and not day and "id_checked_on" not in self.errors:
            cleaned["id_checked_on"] = today

    def _still_masked(self, name: str, typed: str) -> str:
        stored = str(getattr(self.instance, name))
        before = (own_base(read_base(self.data)) or {}).get(name)
        # Masked is the number that the page showed, though somebody else changed it meanwhile.
        if typed != masked(stored) and before in (None, fingerprint(stored)):
            self.add_error(name, _("Bitte geben Sie die Nummer vollständig ein."))
        return stored

    def _read_iban(self, text: str) -> str:
        account = read_iban(text)
        for name, known in (("bic", account.bic), ("bank_name", account.bank)):
            typed = self.cleaned_data.get(name)
            if known and (not typed or typed == getattr(self.instance, name)):
                self.cleaned_data[name] = known
        return account.iban

    def _post_clean(self) -> None:
        """The service writes the contact: the instance stays as it was read."""

    @property
    def id_warning(self) -> str:
        """What to say about an ID that has run out or is about to."""
        return id_warning(self.instance, timezone.localdate())

    @property
    def deletion_warning(self) -> str:
        """What to say once the data should go."""
        return deletion_warning(self.instance, timezone.localdate())

    @property
    def proposal(self) -> Proposal:
        """On which day the data may go, as long as none is written down."""
        country = self.instance.agency.country
        return deletion_proposal(self.instance, country, timezone.localdate())
