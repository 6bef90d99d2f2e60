"""The form of *Sonstiges*: bank connection, ID, remarks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.ui.fields import GermanDateField
from contacts.bank import MASK, in_groups, masked, read_bic, read_iban
from contacts.forms.knowingly import KeepsKnowingly
from contacts.models import Contact

PLAIN_FIELDS = (
    "account_holder", "bic", "bank_name", "id_kind", "id_authority", "id_issued_on",
    "id_valid_until", "remarks",
)  # fmt: skip
SECRET_FIELDS = ("iban", "id_number")
_LONGEST_IBAN = 50
_WARN_BEFORE = timedelta(days=60)


class MiscForm(KeepsKnowingly, forms.ModelForm[Contact]):
    """Secrets are masked unless they are in `revealed`; what stays masked stays stored."""

    iban = forms.CharField(label="IBAN", max_length=_LONGEST_IBAN, required=False)
    id_number = forms.CharField(label=gettext_lazy("Ausweisnummer"), max_length=60, required=False)
    id_issued_on = GermanDateField(label=gettext_lazy("Ausgestellt am"), required=False)
    id_valid_until = GermanDateField(label=gettext_lazy("Gültig bis"), required=False)

    class Meta:
        model = Contact
        fields = (*PLAIN_FIELDS, *SECRET_FIELDS)

    def __init__(self, *args: Any, revealed: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.odd = set()
        kinds: Any = self.fields["id_kind"]
        kinds.choices = [("", "–"), *kinds.choices[1:]]
        self.fields["iban"].widget.attrs["class"] = "num"
        for name in SECRET_FIELDS:
            stored = str(getattr(self.instance, name))
            self.initial[name] = self._shown(name, stored) if name in revealed else masked(stored)

    @staticmethod
    def _shown(name: str, stored: str) -> str:
        return in_groups(stored) if name == "iban" else stored

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in SECRET_FIELDS:
            if MASK in str(cleaned.get(name) or ""):
                cleaned[name] = self._still_masked(name, str(cleaned[name]))
        compact = str(cleaned.get("iban") or "").replace(" ", "").upper()
        cleaned["iban"] = compact
        self.check_knowingly("iban", self._read_iban, str(self.instance.iban))
        self.check_knowingly("bic", read_bic, self.instance.bic)
        issued, until = cleaned.get("id_issued_on"), cleaned.get("id_valid_until")
        if issued and until and until < issued:
            self.add_error("id_valid_until", _("Das liegt vor dem Tag der Ausstellung."))
        return cleaned

    def _still_masked(self, name: str, typed: str) -> str:
        stored = str(getattr(self.instance, name))
        if typed != masked(stored):
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
        until, today = self.instance.id_valid_until, timezone.localdate()
        if until is None or until > today + _WARN_BEFORE:
            return ""
        if until < today:
            return _("Der Ausweis ist abgelaufen.")
        return _("Der Ausweis läuft bald ab.")
