"""Writes phones, e-mail and postal addresses below a contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from base.editing.conflicts import Conflict
from base.editing.merging import Conflicts, merge_into
from contacts.choices import PhoneKind
from contacts.data import ContactData, RowData
from contacts.derived.identity import ContactPoint
from contacts.fields.calling import Home, home_of
from contacts.fields.normalise import with_note
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.record.services.insert_many import insert_many, number

_KINDS: tuple[tuple[type[ContactPoint], str], ...] = (
    (ContactPhone, "phones"),
    (ContactEmail, "emails"),
    (ContactAddress, "addresses"),
)


def new_rows(contact: Contact, data: ContactData, region: str) -> list[ContactPoint]:
    """The rows of a new contact, not stored yet; of each kind the first is the primary one."""
    home = home_of(region, [row.values for row in data.addresses])
    return [
        row
        for model, name in _KINDS
        for row in _with_primary(
            [_new(model, contact, given, home) for given in getattr(data, name)]
        )
    ]


def add_rows(rows: Iterable[ContactPoint]) -> None:
    """Stores new rows, each kind in one statement."""
    kinds: dict[type[ContactPoint], list[ContactPoint]] = {model: [] for model, _name in _KINDS}
    for row in rows:
        kinds[type(row)].append(row)
    for alike in kinds.values():
        number(alike)
        insert_many(alike)


def save_rows(contact: Contact, data: ContactData, region: str, conflicts: Conflicts) -> bool:
    """Adds, changes and removes rows as `data` says; returns whether anything changed."""
    home = _home(contact, data, region) if data.phones else Home(region)
    changed = [
        _save_kind(model, contact, getattr(data, name), home, conflicts)
        for model, name in _KINDS
        if getattr(data, name)
    ]
    return any(changed)


def _home(contact: Contact, data: ContactData, region: str) -> Home:
    """Where the contact is at home once `data` is saved."""
    if data.addresses:
        return home_of(region, [row.values for row in data.addresses if not row.removed])
    stored = ContactAddress.objects.filter(contact=contact)
    return home_of(region, stored.values("kind", "country", "postal_code", "place", "is_primary"))


def _save_kind(
    model: type[ContactPoint],
    contact: Contact,
    rows: Sequence[RowData],
    home: Home,
    conflicts: Conflicts,
) -> bool:
    stored: dict[int, Any] = {row.pk: row for row in model._default_manager.filter(contact=contact)}
    known = [(row, stored[row.id]) for row in rows if row.id in stored]
    new = [row for row in rows if row.id not in stored and not row.removed]
    touched = _remove(known, conflicts)
    primary = _wanted_primary(rows)
    if primary is not None:
        touched |= _release_primary(stored, primary.id)
    for row, instance in known:
        if not row.removed:
            touched |= _update(instance, row, home, conflicts)
    fresh = [
        _new(
            model,
            contact,
            replace(row, values={**row.values, "is_primary": row is primary}),
            home,
        )
        for row in new
        if not _is_unchanged_ghost(row)
    ]
    model._default_manager.bulk_create(fresh)
    return _ensure_primary(model, contact) or touched or bool(fresh)


def _is_unchanged_ghost(row: RowData) -> bool:
    """A row that somebody else removed and this person did not touch stays removed."""
    from_base = row.base or {}
    return row.id is not None and all(
        from_base.get(name, value) == value for name, value in row.values.items()
    )


def _remove(known: Iterable[tuple[RowData, Any]], conflicts: Conflicts) -> bool:
    removed = [(row, instance) for row, instance in known if row.removed]
    for row, instance in removed:
        names = [name for name in row.base or {} if name != "is_primary"]
        if any(getattr(instance, name) != (row.base or {})[name] for name in names):
            conflicts.append(
                Conflict(
                    instance._meta.verbose_name,
                    "",
                    str(instance),
                    _("entfernt"),
                    row_id=instance.pk,
                    rows=_rows_name(instance),
                )
            )
        instance.delete()
    return bool(removed)


def _rows_name(instance: Any) -> str:
    """Under what name a contact has rows like this one."""
    return str(instance._meta.get_field("contact").remote_field.related_name)


def _wanted_primary(rows: Sequence[RowData]) -> RowData | None:
    """The row that this person made the primary one, if they did."""
    return next(
        (
            row
            for row in rows
            if row.values.get("is_primary")
            and not row.removed
            and not (row.base or {}).get("is_primary")
        ),
        None,
    )


def _release_primary(stored: dict[int, Any], chosen: int | None) -> bool:
    """Only one can be primary: the others step back before it is set."""
    touched = False
    for instance in stored.values():
        if instance.pk and instance.is_primary and instance.pk != chosen:
            instance.is_primary = False
            instance.save(update_fields=["is_primary"])
            touched = True
    return touched


def _update(instance: Any, row: RowData, home: Home, conflicts: Conflicts) -> bool:
    touched = row.touched
    # Which one is primary was settled for all rows together.
    if not touched.get("is_primary"):
        touched.pop("is_primary", None)
    values = _prepared(type(instance), touched, home, instance)
    changed = merge_into(instance, values, row.base, conflicts, rows=_rows_name(instance))
    if changed:
        instance.save(update_fields=changed)
    return bool(changed)


def _new(model: type[ContactPoint], contact: Contact, row: RowData, home: Home) -> Any:
    values = _prepared(model, row.values, home)
    return model(contact=contact, agency_id=contact.agency_id, **values)


def _prepared(
    model: type[ContactPoint], given: Mapping[str, Any], home: Home, stored: Any = None
) -> dict[str, Any]:
    values = dict(given)
    if model is ContactPhone and "number" in values:
        kind = values.get("kind", getattr(stored, "kind", PhoneKind.MOBILE))
        number = home.read(values["number"], kind)
        values |= {"number": number.shown, "e164": number.e164}
        if number.note:
            note = values.get("note", getattr(stored, "note", ""))
            values["note"] = with_note(note, number.note)
    if model is ContactEmail and "address" in values:
        values["address"] = values["address"].strip()
    return values


def _with_primary(rows: list[Any]) -> list[Any]:
    chosen = next((row for row in rows if row.is_primary), rows[0] if rows else None)
    for row in rows:
        row.is_primary = row is chosen
    return rows


def _ensure_primary(model: type[ContactPoint], contact: Contact) -> bool:
    rows = model._default_manager.filter(contact=contact)
    if rows.filter(is_primary=True).exists():
        return False
    first = rows.order_by("pk").first()
    if first is None:
        return False
    first.is_primary = True
    first.save(update_fields=["is_primary"])
    return True
