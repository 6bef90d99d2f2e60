"""All forms of *Persönliches* together, and what they say to the service."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict

from base.accounts.models import Agency
from base.editing.baseline import baseline
from base.editing.carried import OWN, as_json, own_base, read_base, rows_base
from contacts.choices import ContactKind
from contacts.data import ContactData
from contacts.fields.calling import Home, home_of
from contacts.listing.filters import frequent_tags
from contacts.models import Contact
from contacts.record.forms.contact_points import (
    FORMSETS,
    RowFormSet,
    row_initial,
    stored_rows,
    typed_addresses,
)
from contacts.record.forms.partner import PREFIX, PartnerForm
from contacts.record.forms.person import PERSON_VALUES, PersonForm
from contacts.roles import DerivedRole, derived_roles_of

_MOST_TAGS = 200


class ContactForms:
    """The person and their phones, e-mail and postal addresses; unsaved without `contact`.

    The page carries in a hidden field `base` what it showed, so that a save merges into what
    others saved meanwhile.
    """

    def __init__(
        self, *, agency: Agency, contact: Contact | None = None, data: QueryDict | None = None
    ) -> None:
        self.agency, self.contact, self.data = agency, contact, data
        if contact is not None:
            prefetch_related_objects([contact], *FORMSETS)
        self.person = PersonForm(data, agency=agency, instance=contact)
        is_couple = contact is None and data is not None and data.get("kind") == ContactKind.COUPLE
        self.partner = PartnerForm(data if is_couple else None, prefix=PREFIX)
        self.emails, self.addresses = self._formset("emails"), self._formset("addresses")
        self.home = self._home()
        self.phones = self._formset("phones", home=self.home)

    @cached_property
    def tags_in_use(self) -> list[str]:
        """What colleagues call their contacts, to choose from."""
        return frequent_tags(self.agency, _MOST_TAGS)

    def _home(self) -> Home:
        """Where the numbers are at home, by the addresses as they stand on the page."""
        if self.data is None:
            return home_of(self.agency.country, list(self.addresses.initial or ()))
        return home_of(self.agency.country, typed_addresses(self.addresses))

    def _formset(self, name: str, **more: Any) -> RowFormSet:
        kind = FORMSETS[name]
        initial = [
            row_initial(row, kind.row_fields)
            for row in (stored_rows(self.contact, name) if self.contact else [])
        ]
        return kind(
            self.data,
            prefix=name,
            initial=initial,
            form_kwargs={"agency": self.agency, **more},
        )

    @cached_property
    def derived_roles(self) -> list[DerivedRole]:
        """What the contact is by itself; shown, not asked for."""
        return derived_roles_of(self.contact) if self.contact else []

    def is_valid(self) -> bool:
        """Whether all forms are; each of them has said what is wrong with it."""
        answers = [self.person.is_valid(), self.partner.is_valid() or not self.partner.is_bound]
        answers += [rows.is_valid() for rows in (self.phones, self.emails, self.addresses)]
        return all(answers)

    @cached_property
    def base(self) -> dict[str, Any]:
        """What the page shows before anybody changes it."""
        if self.contact is None:
            return {}
        shown: dict[str, Any] = {OWN: baseline(self.contact, PERSON_VALUES)}
        for name, kind in FORMSETS.items():
            rows = stored_rows(self.contact, name)
            fields = (*kind.row_fields, "is_primary")
            shown[name] = {str(row.pk): baseline(row, fields) for row in rows}
        return shown

    @property
    def base_json(self) -> str:
        """`base` as the page carries it."""
        return as_json(self.base)

    def contact_data(self) -> ContactData:
        """What the forms say; call it when they are valid.

        A page that was opened before it had one of the fields says nothing of it.
        """
        base = read_base(self.data)
        own = own_base(base)
        shown = [name for name in PERSON_VALUES if own is None or name in own]
        return ContactData(
            values={name: self.person.cleaned_data[name] for name in shown},
            base=own,
            **{name: list(getattr(self, name).rows(rows_base(base, name))) for name in FORMSETS},
        )

    def partner_data(self) -> ContactData | None:
        """The second person of a couple that is to be created; None for anything else."""
        if not self.partner.is_bound:
            return None
        return self.partner.contact_data(self.person.cleaned_data["family_name"])
