"""Fills the data sheet of a contact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from base.sheets.rendering import Section, Sheet, known
from base.ui.formats import day
from base.ui.words import country_name, in_words
from contacts.models import Contact, ContactAddress
from contacts.pages import role_labels


def contact_sheet(contact: Contact) -> Sheet:
    """All that an agent takes along; of bank and ID numbers the end alone."""
    roles = ", ".join(role_labels(contact))
    return Sheet(
        agency=contact.agency,
        kind=_("Datenblatt Kontakt"),
        title=contact.display_name,
        subtitle=" · ".join(filter(None, [roles, contact.get_status_display()])),
        picture=None,
        sections=[
            Section(_("Erreichbar"), list(_reach(contact))),
            Section(_("Persönliches"), _fields(contact, _PERSONAL)),
            Section(_("Firma"), _fields(contact, _COMPANY)),
            Section(_("Bank und Ausweis"), _secrets(contact)),
            Section(_("Betreuung"), _care(contact)),
            Section(_("Bemerkungen"), text=contact.remarks),
        ],
    )


_PERSONAL = (
    "birth_name",
    "birth_date",
    "birth_date_text",
    "birth_place",
    "nationality",
    "language",
    "website",
)
_COMPANY = (
    "company_name",
    "legal_form",
    "position",
    "vat_id",
    "tax_number",
    "register_number",
    "register_court",
    "company_phone",
    "company_email",
    "company_website",
)


def _reach(contact: Contact) -> Iterator[tuple[str, str]]:
    for phone in contact.phones.all():
        yield str(phone.get_kind_display()), phone.number
    for email in contact.emails.all():
        yield _("E-Mail (%s)") % email.get_kind_display(), email.address
    for address in contact.addresses.all():
        yield _("Adresse (%s)") % address.get_kind_display(), _address(address)


def _address(address: ContactAddress) -> str:
    country = "" if address.country in ("", address.agency.country) else address.country
    return ", ".join(filter(None, [str(address), country and country_name(country)]))


def _fields(contact: Contact, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return known((_label(name), _value(contact, name)) for name in names)


def _label(name: str) -> Any:
    return Contact._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def _value(contact: Contact, name: str) -> str:
    return in_words(Contact._meta.get_field(name), getattr(contact, name))


def _secrets(contact: Contact) -> list[tuple[str, str]]:
    return known(
        [
            (_label("account_holder"), contact.account_holder),
            (_label("iban"), _value(contact, "iban")),
            (_label("bic"), contact.bic),
            (_label("bank_name"), contact.bank_name),
            (_label("id_kind"), _value(contact, "id_kind")),
            (_label("id_number"), _value(contact, "id_number")),
            (_label("id_valid_until"), _value(contact, "id_valid_until")),
        ]
    )


def _care(contact: Contact) -> list[tuple[str, str]]:
    confirmed = contact.terms_confirmed_at
    return known(
        [
            (_label("responsible"), contact.responsible or ""),
            (_label("source"), _value(contact, "source")),
            (_label("tags"), _value(contact, "tags")),
            (
                _("AGB / Provision"),
                _("bestätigt am %s") % day(confirmed) if confirmed else _("nicht bestätigt"),
            ),
            (_("Nicht kontaktieren"), _("ja") if contact.do_not_contact else ""),
            (_label("created_at"), day(contact.created_at)),
        ]
    )
