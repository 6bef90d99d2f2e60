"""Shows what a merge will unite, before anybody decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from audit.bin.rules import Rule
from contacts.choices import ContactRole
from contacts.deduplication.merging.contact_points import same_address, same_email, same_phone
from contacts.models import Contact
from contacts.references import reference_rules


@dataclass(frozen=True)
class United:
    """One kind of row: what the contact that stays has, and what comes in addition."""

    label: str
    kept: list[str]
    added: list[str]


def united_rows(kept: Contact, gone: Contact) -> list[United]:
    """Phones, e-mails, addresses, roles, tags and remarks, and how many other things move."""
    rows = [
        _united(_("Telefon"), kept.phones.all(), gone.phones.all(), same_phone),
        _united(_("E-Mail"), kept.emails.all(), gone.emails.all(), same_email),
        _united(_("Adressen"), kept.addresses.all(), gone.addresses.all(), same_address),
        _united(_("Rollen"), _roles(kept), _roles(gone), str),
        _united(_("Schlagwörter"), kept.tags, gone.tags, str),
        _united(_("Bemerkungen"), [kept.remarks], [gone.remarks], str.strip),
        United(_("Außerdem"), [], list(_moving(gone))),
    ]
    return [row for row in rows if row.kept or row.added]


def _united(label: str, own: Iterable[Any], others: Iterable[Any], same: Any) -> United:
    own, known = list(own), {same(row) for row in own}
    added = [str(row) for row in others if same(row) not in known]
    return United(label, [text for row in own if (text := str(row))], [t for t in added if t])


def _roles(contact: Contact) -> list[str]:
    labels = dict(ContactRole.choices)
    return [str(labels.get(role, role)) for role in contact.roles]


def _moving(gone: Contact) -> Iterator[str]:
    for rule in reference_rules():
        if rule.on_merge != Rule.MOVE or not rule.counted:
            continue
        count = rule.present_rows(gone.pk).count()
        if count:
            yield rule.counted % {"count": count}
