"""Columns for letters: to choose in an export whatever the overview shows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy

from contacts.choices import Salutation
from contacts.fields.countries import country_choices
from contacts.listing.columns import COLUMNS, Column, Text, Words
from contacts.models import Contact, ContactAddress, Relation
from contacts.relation_kinds import COUPLE_MEMBER
from contacts.salutations import letter_opening

_NAMES = (
    "kind",
    "salutation",
    "title_before",
    "title_after",
    "given_name",
    "family_name",
    "company_name",
    "language",
)
_ADDRESS = (
    "street",
    "house_number",
    "staircase",
    "floor",
    "door",
    "postal_code",
    "place",
    "country",
)


def with_letter_values(contacts: Any) -> Any:
    """The contacts with the address a letter goes to and the two people of a couple."""
    addresses = ContactAddress.objects.filter(contact=OuterRef("pk"))
    members = Relation.objects.present().filter(kind=COUPLE_MEMBER, b=OuterRef("pk"))
    return contacts.annotate(
        letter_addresses=ArraySubquery(
            addresses.order_by("-is_primary", "id").values(
                row=JSONObject(**{name: F(name) for name in _ADDRESS})
            )[:1]
        ),
        letter_members=ArraySubquery(
            members.order_by("pk").values(
                row=JSONObject(**{name: F(f"a__{name}") for name in _NAMES})
            )
        ),
    )


def _address(contact: Any) -> ContactAddress:
    return ContactAddress(**contact.letter_addresses[0]) if contact.letter_addresses else _NOWHERE


_NOWHERE = ContactAddress(country="")


def _country(contact: Contact, words: Words) -> str:
    code = _address(contact).country
    return dict(country_choices()).get(code, code) if code else ""


def _opening(contact: Any, words: Words) -> str:
    return letter_opening(contact, [SimpleNamespace(**one) for one in contact.letter_members])


def _column(key: str, label: Any, text: Text, fields: tuple[str, ...] = ()) -> Column:
    return Column(key, label, fields, text)


LETTER_COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        _column("letter-opening", gettext_lazy("Briefanrede"), _opening, _NAMES),
        _column(
            "salutation",
            gettext_lazy("Anrede"),
            lambda c, w: str(dict(Salutation.choices).get(c.salutation, "")),
            ("salutation",),
        ),
        _column("title", gettext_lazy("Titel"), lambda c, w: c.title_before, ("title_before",)),
        _column("given-name", gettext_lazy("Vorname"), lambda c, w: c.given_name, ("given_name",)),
        _column(
            "family-name", gettext_lazy("Nachname"), lambda c, w: c.family_name, ("family_name",)
        ),
        _column(
            "title-after",
            gettext_lazy("Titel nachgestellt"),
            lambda c, w: c.title_after,
            ("title_after",),
        ),
        _column("firm", gettext_lazy("Firmenname"), lambda c, w: c.company_name, ("company_name",)),
        _column("street", gettext_lazy("Straße und Nummer"), lambda c, w: _address(c).street_line),
        _column("postal-code", gettext_lazy("PLZ"), lambda c, w: _address(c).postal_code),
        _column("town", gettext_lazy("Ort"), lambda c, w: _address(c).place),
        _column("country", gettext_lazy("Land"), _country),
    )
}

# Whatever an export can hold.
EXPORTABLE: dict[str, Column] = {**COLUMNS, **LETTER_COLUMNS}
