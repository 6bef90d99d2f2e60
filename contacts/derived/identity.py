"""Reads many contacts with all that identifies them, in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from base.accounts.models import Agency, User
from contacts.choices import ContactKind, Salutation
from contacts.data import ContactData
from contacts.duplicates.record import Gender, Record, RecordAddress, RecordKind
from contacts.fields.calling import home_of
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone, Relation
from contacts.relation_kinds import COUPLE_MEMBER

ContactPoint = ContactPhone | ContactEmail | ContactAddress
ADDRESS_PARTS = ("street", "house_number", "postal_code", "place", "country")
_COLUMNS = (
    "id",
    "agency_id",
    "kind",
    "salutation",
    "given_name",
    "family_name",
    "birth_name",
    "title_after",
    "company_name",
    "company_phone",
    "company_email",
    "birth_date",
    "birth_date_text",
    "tags",
    "deleted_at",
)
# The fields of a contact that anything is derived from, but for its deletion.
DERIVED_FROM = frozenset({*_COLUMNS, "responsible"} - {"id", "agency_id", "deleted_at"})


@dataclass(frozen=True)
class Snapshot:
    """A contact's identifying values; the primary one of each kind comes first."""

    id: int
    agency_id: int
    kind: str
    salutation: str
    given_name: str
    family_name: str
    birth_name: str
    title_after: str
    company_name: str
    company_phone: str
    company_email: str
    birth_date: date | None
    birth_date_text: str
    tags: list[str]
    responsible_name: str
    is_deleted: bool
    phones: list[dict[str, str]]
    emails: list[str]
    addresses: list[dict[str, str]]
    # What else people call a couple: by the names of the two.
    member_names: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The contact as duplicate detection sees it."""
        return Record(
            id=self.id,
            kind=_record_kind(self.kind),
            gender=_gender(self.salutation),
            given_name=self.given_name,
            family_name=self.family_name,
            birth_name=self.birth_name,
            title_after=self.title_after,
            company_name=self.company_name,
            birth_date=self.birth_date,
            birth_date_text=self.birth_date_text,
            emails=tuple(self.emails),
            phones=tuple(phone["e164"] or phone["number"] for phone in self.phones),
            addresses=tuple(
                RecordAddress(**{part: address[part] for part in ADDRESS_PARTS})
                for address in self.addresses
            ),
        )


def _record_kind(kind: str) -> RecordKind:
    kinds: dict[str, RecordKind] = {ContactKind.COUPLE: "couple", ContactKind.COMPANY: "company"}
    return kinds.get(kind, "person")


def _gender(salutation: str) -> Gender:
    genders: dict[str, Gender] = {Salutation.MS: "f", Salutation.MR: "m"}
    return genders.get(salutation, "")


def snapshots(ids: Iterable[int], *, lock: bool = False) -> list[Snapshot]:
    """The contacts `ids`, deleted ones among them, in one query ordered by id.

    With `lock` their rows are held until the end of the transaction.
    """
    contacts = Contact.objects.filter(pk__in=list(ids)).order_by("pk")
    if lock:
        contacts = contacts.select_for_update(no_key=True)
    rows = contacts.values(*_COLUMNS).annotate(**_IDENTIFYING)
    return _with_members([_snapshot(row) for row in rows])


def lock_identified(pk: int, agency: Agency) -> tuple[Contact, Snapshot]:
    """A contact, held until the end of the transaction, and what identifies it, in one query.

    Raises Contact.DoesNotExist.
    """
    locked = Contact.objects.select_for_update(no_key=True, of=("self",))
    contact = (
        locked.select_related("responsible").annotate(**_IDENTIFYING).get(pk=pk, agency=agency)
    )
    row = {name: getattr(contact, name) for name in (*_COLUMNS, *_IDENTIFYING)}
    return contact, _with_members([_snapshot(row)])[0]


def _with_members(found: list[Snapshot]) -> list[Snapshot]:
    """Couples are reached and found by what their members have; costs nothing without couples."""
    couples = [one.id for one in found if one.kind == ContactKind.COUPLE]
    if not couples:
        return found
    joined = Relation.objects.present().filter(kind=COUPLE_MEMBER, b__in=couples).order_by("pk")
    pairs = list(joined.values_list("b", "a"))
    people = {one.id: one for one in snapshots({member for _couple, member in pairs})}
    return [
        _joined(one, [people[member] for couple, member in pairs if couple == one.id])
        if one.kind == ContactKind.COUPLE
        else one
        for one in found
    ]


def _joined(couple: Snapshot, members: list[Snapshot]) -> Snapshot:
    return replace(
        couple,
        phones=_once([*couple.phones, *(p for member in members for p in member.phones)]),
        emails=_once([*couple.emails, *(e for member in members for e in member.emails)]),
        addresses=couple.addresses or _once([a for member in members for a in member.addresses]),
        member_names=(
            "Familie",
            *(name for m in members for name in (m.given_name, m.family_name, m.birth_name)),
        ),
    )


def _once(values: list[Any]) -> list[Any]:
    return [value for number, value in enumerate(values) if value not in values[:number]]


def _responsible_name() -> Subquery:
    """A subquery and not a join: rows of an outer join cannot be locked."""
    shown = Coalesce(NullIf("name", Value("")), "email", output_field=CharField())
    people = User.objects.filter(pk=OuterRef("responsible"))
    return Subquery(people.annotate(shown=shown).values("shown")[:1])


def _ordered(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(contact=OuterRef("pk")).order_by("-is_primary", "id")


# What `_snapshot` needs beside the columns of the contact.
_IDENTIFYING: dict[str, Any] = {
    "responsible_name": Coalesce(_responsible_name(), Value("")),
    "phone_rows": ArraySubquery(
        _ordered(ContactPhone.objects.all()).values(
            row=JSONObject(number=F("number"), e164=F("e164"), note=F("note"))
        )
    ),
    "email_rows": ArraySubquery(_ordered(ContactEmail.objects.all()).values("address")),
    "address_rows": ArraySubquery(
        _ordered(ContactAddress.objects.all()).values(
            row=JSONObject(**{part: F(part) for part in ADDRESS_PARTS})
        )
    ),
}


def _snapshot(row: dict[str, Any]) -> Snapshot:
    return Snapshot(
        is_deleted=row.pop("deleted_at") is not None,
        phones=row.pop("phone_rows"),
        emails=row.pop("email_rows"),
        addresses=row.pop("address_rows"),
        **row,
    )


def new_snapshot(contact: Contact, rows: Iterable[ContactPoint]) -> Snapshot:
    """A numbered contact that is not stored yet, with its `rows`, as `snapshots` will read it.

    Not for couples, which have what their members have.
    """
    ordered = sorted(rows, key=lambda row: not row.is_primary)
    responsible = contact.responsible
    return Snapshot(
        **{name: getattr(contact, name) for name in _COLUMNS if name != "deleted_at"},
        responsible_name=(responsible.name or responsible.email) if responsible else "",
        is_deleted=contact.deleted_at is not None,
        phones=[
            {"number": row.number, "e164": row.e164, "note": row.note}
            for row in ordered
            if isinstance(row, ContactPhone)
        ],
        emails=[row.address for row in ordered if isinstance(row, ContactEmail)],
        addresses=[
            {part: getattr(row, part) for part in ADDRESS_PARTS}
            for row in ordered
            if isinstance(row, ContactAddress)
        ],
    )


def draft_record(data: ContactData, region: str) -> Record:
    """A contact that is not saved yet, as duplicate detection sees it.

    `region` is the ISO code of the country whose phone numbers need no country code.
    """
    values = data.values
    home = home_of(region, [row.values for row in data.addresses])
    phones = [
        home.read(row.values.get("number", ""), row.values.get("kind", "")) for row in data.phones
    ]
    return Record(
        kind=_record_kind(values.get("kind", ContactKind.PERSON)),
        gender=_gender(values.get("salutation", "")),
        given_name=values.get("given_name", ""),
        family_name=values.get("family_name", ""),
        birth_name=values.get("birth_name", ""),
        title_after=values.get("title_after", ""),
        company_name=values.get("company_name", ""),
        birth_date=values.get("birth_date"),
        birth_date_text=values.get("birth_date_text", ""),
        emails=tuple(row.values.get("address", "") for row in data.emails),
        phones=tuple(phone.e164 or phone.shown for phone in phones),
        addresses=tuple(
            RecordAddress(**{part: row.values.get(part, "") for part in ADDRESS_PARTS})
            for row in data.addresses
        ),
    )
