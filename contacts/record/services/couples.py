"""Two people who are one party: a contact of its own whose members are two contacts.

Orders, links and confirmations belong to the couple; phones and e-mail addresses of the members
are the couple's as well. Overviews show the couple instead of its members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from audit.context import action, joined_action
from base.accounts.models import Agency, User
from base.errors import DomainError
from contacts.choices import ContactKind
from contacts.data import ContactData, RowData
from contacts.deduplication.one_draft import find_duplicates
from contacts.derived.services.refresh import refresh_derived
from contacts.derived.services.roles_and_couples import refresh_roles_and_couples
from contacts.errors import DuplicateCandidate, DuplicatesFound
from contacts.models import Contact, Relation
from contacts.record.couple_names import couple_name
from contacts.record.services.deletion import delete_contact
from contacts.record.services.saving import create_contacts, save_contact
from contacts.relation_kinds import COUPLE_MEMBER

# What each of the two has for themselves; everything else belongs to the couple.
OWN_FIELDS = (
    "salutation",
    "title_before",
    "title_after",
    "given_name",
    "family_name",
    "birth_name",
    "birth_date",
    "birth_date_text",
    "birth_place",
    "nationality",
    "language",
)
_ADDRESS = (
    "street",
    "house_number",
    "staircase",
    "floor",
    "door",
    "extra",
    "postal_code",
    "place",
    "region",
    "country",
    "kind",
)


def make_couple(*, first: Contact, second: Contact, user: User | None) -> Contact:
    """Joins two people into a couple and returns it.

    It takes over the first address of either and who is responsible. Raises DomainError when
    these are not two people of one agency, or one of them belongs to a couple already.
    """
    _check_members(first, second)
    values = {
        "kind": ContactKind.COUPLE,
        **couple_name(first, second),
        "status": first.status,
        "responsible": first.responsible or second.responsible or user,
    }
    data = ContactData(values=values, addresses=_address_of(first, second))
    with joined_action("contacts.make_couple"), transaction.atomic():
        couple = create_contacts(agency=first.agency, items=[data], user=user)[0]
        _join(couple, (first, second))
    couple.refresh_from_db()
    return couple


def create_couple(
    *,
    agency: Agency,
    data: ContactData,
    partner: ContactData,
    user: User | None,
    accept_duplicates: Collection[int] = (),
) -> Contact:
    """Two new people and their couple, out of one form.

    `data` holds the first of them and what belongs to both, `partner` the second. Raises
    DuplicatesFound when one of them or the couple resembles contacts that are not in
    `accept_duplicates`; nothing is created then.
    """
    own = [
        {name: side.values[name] for name in OWN_FIELDS if name in side.values}
        for side in (data, partner)
    ]
    _check_duplicates(agency, data, own, accept_duplicates)
    people = [ContactData({"kind": ContactKind.PERSON, **values}) for values in own]
    shared = {name: v for name, v in data.values.items() if name not in OWN_FIELDS}
    with joined_action("contacts.create_couple"), transaction.atomic():
        first, second = create_contacts(agency=agency, items=people, user=user)
        named = {**shared, "kind": ContactKind.COUPLE, **couple_name(first, second)}
        couple = save_contact(
            agency=agency,
            contact=None,
            data=replace(data, values=named, base=None),
            user=user,
            accept_duplicates=accept_duplicates,
        )
        _join(couple, (first, second))
    couple.refresh_from_db()
    return couple


def dissolve_couple(*, couple: Contact) -> UUID:
    """The two are single contacts again; the couple goes into the bin with what hangs on it.

    Returns the context that undoes it.
    """
    memberships = Relation.objects.filter(kind=COUPLE_MEMBER, b=couple)
    with transaction.atomic(), action("contacts.dissolve_couple") as context:
        members = list(memberships.values_list("a", flat=True))
        memberships.delete()
        delete_contact(contact=couple)
        refresh_roles_and_couples(members)
    return context.id


def _check_members(first: Contact, second: Contact) -> None:
    if first.pk == second.pk or first.agency_id != second.agency_id:
        raise DomainError(_("Ein Paar besteht aus zwei verschiedenen Personen."))
    for contact in (first, second):
        if contact.kind != ContactKind.PERSON:
            raise DomainError(_("Ein Paar besteht aus zwei Personen."))
        if contact.is_in_couple:
            message = _("%(name)s gehört schon zu einem Paar.")
            raise DomainError(message % {"name": contact.display_name})


def _join(couple: Contact, members: Iterable[Contact]) -> None:
    """Writes the memberships; one of a deleted couple is over."""
    people = list(members)
    Relation.objects.filter(kind=COUPLE_MEMBER, a__in=people, b__deleted_at__isnull=False).delete()
    Relation.objects.bulk_create(
        Relation(agency_id=couple.agency_id, kind=COUPLE_MEMBER, a=member, b=couple)
        for member in people
    )
    refresh_derived([couple.pk])
    refresh_roles_and_couples([couple.pk])


def _address_of(*people: Contact) -> list[RowData]:
    for contact in people:
        address = contact.addresses.first()
        if address is not None:
            values = {name: getattr(address, name) for name in _ADDRESS}
            return [RowData({**values, "is_primary": True})]
    return []


def _check_duplicates(
    agency: Agency, data: ContactData, people: list[dict[str, object]], accept: Collection[int]
) -> None:
    found: dict[int, DuplicateCandidate] = {}
    for values in people:
        for candidate in find_duplicates(replace(data, values=values, base=None), agency):
            found.setdefault(candidate.contact.pk, candidate)
    if any(pk not in accept for pk in found):
        raise DuplicatesFound(list(found.values()))
