"""All forms of *Firma* together, and what they say to the service."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from base.accounts.models import Agency
from base.editing.baseline import baseline
from base.editing.carried import OWN, as_json, own_base, read_base, rows_base
from contacts.choices import ReachKind
from contacts.data import ContactData
from contacts.fields.calling import home_of
from contacts.models import Contact
from contacts.record.forms.company import COMPANY_FIELDS, CompanyForm
from contacts.record.forms.contact_points import COMPANY_ADDRESSES, row_initial, typed_addresses


class CompanyForms:
    """The company's particulars and its addresses.

    A company's address is a postal address of the contact of the kind *Geschäftlich*: the same
    row that *Persönliches* shows, so that there is one truth.
    """

    def __init__(self, *, agency: Agency, contact: Contact, data: QueryDict | None = None) -> None:
        self.contact, self.data = contact, data
        self._rows = list(contact.addresses.filter(kind=ReachKind.WORK))
        self.addresses = COMPANY_ADDRESSES(
            data,
            prefix="addresses",
            initial=[row_initial(row, COMPANY_ADDRESSES.row_fields) for row in self._rows],
            form_kwargs={"agency": agency, "kind": ReachKind.WORK},
        )
        shown = typed_addresses(self.addresses) if data is not None else self.addresses.initial
        home = home_of(agency.country, list(shown or ()))
        self.company = CompanyForm(data, instance=contact, country=agency.country, home=home)

    def is_valid(self) -> bool:
        """Whether both are; each has said what is wrong with it."""
        return all([self.company.is_valid(), self.addresses.is_valid()])

    @property
    def base(self) -> dict[str, Any]:
        """What the page shows before anybody changes it."""
        fields = (*COMPANY_ADDRESSES.row_fields, "is_primary")
        rows = {str(row.pk): baseline(row, fields) for row in self._rows}
        return {OWN: baseline(self.contact, COMPANY_FIELDS), "addresses": rows}

    @property
    def base_json(self) -> str:
        """`base` as the page carries it."""
        return as_json(self.base)

    def contact_data(self) -> ContactData:
        """What the forms say; call it when they are valid."""
        base = read_base(self.data)
        values: dict[str, Any] = {n: self.company.cleaned_data[n] for n in COMPANY_FIELDS}
        addresses = list(self.addresses.rows(rows_base(base, "addresses")))
        return ContactData(values=values, base=own_base(base), addresses=addresses)
