"""Erases contacts for good: the row, what hangs on it by its declared rules, and the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import erasing
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import discard_file
from contacts.models import Contact, ContactMerge
from contacts.relation_rules import RelationRule, Rule, relation_rules

# How long a deleted contact can be brought back.
BIN_DAYS = 30


def expires_at(contact: Contact) -> datetime:
    """When a contact in the bin is erased."""
    assert contact.deleted_at is not None
    return contact.deleted_at + timedelta(days=BIN_DAYS)


def erase_contact(*, contact: Contact) -> None:
    """Erases a contact that is in the bin; nothing brings it back.

    The record keeps that rows were removed, without what stood in them. Raises DomainError when
    the contact is not in the bin (any more), or when a row has to be kept with it.
    """
    with transaction.atomic(), erasing("contacts.erase"):
        # Those merged into another too, which are not in the bin but end with the same time.
        deleted = Contact.objects.filter(deleted_at__isnull=False)
        gone = deleted.select_for_update().filter(pk=contact.pk).first()
        if gone is None:
            raise DomainError(_("Dieser Kontakt liegt nicht mehr im Papierkorb."))
        rules = relation_rules()
        _check(gone, rules)
        files = _files_of(gone, rules)
        for rule in reversed(rules):
            if rule.on_erase == Rule.KEEP:
                rule.rows(gone.pk).update(**{rule.field: None})
            else:
                rule.rows(gone.pk).delete()
        # It names who was merged away, without a key to them.
        ContactMerge.objects.filter(gone_id=gone.pk).delete()
        gone.delete()
        for stored in StoredFile.objects.filter(pk__in=files):
            _discard(stored)


def erase_expired(now: datetime | None = None) -> int:
    """Erases the contacts whose time in the bin is over, each by itself; returns how many.

    One that has to be kept stays in the bin and does not hold up the others.
    """
    limit = (now or timezone.now()) - timedelta(days=BIN_DAYS)
    count = 0
    for contact in Contact.objects.deleted_before(limit).order_by("deleted_at").iterator():
        try:
            erase_contact(contact=contact)
        except DomainError:
            continue
        count += 1
    return count


def _check(contact: Contact, rules: Iterable[RelationRule]) -> None:
    for rule in rules:
        if rule.on_erase == Rule.REFUSE and (count := rule.rows(contact.pk).count()):
            what = rule.counted % {"count": count} if rule.counted else rule.model.__name__
            raise DomainError(
                _("%(name)s lässt sich noch nicht endgültig löschen: %(what)s.")
                % {"name": contact.display_name, "what": what}
            )


def _files_of(contact: Contact, rules: Iterable[RelationRule]) -> set[int]:
    """The stored files of the contact and of every row that goes with it, however far down."""
    collector = Collector(using="default", origin=contact)
    collector.collect([contact], keep_parents=True)
    for rule in rules:
        if rule.on_erase == Rule.REMOVE:
            collector.collect(rule.rows(contact.pk))
    rows: Iterator[Model] = (row for found in collector.data.values() for row in found)
    quick: Iterator[Any] = (row for found in collector.fast_deletes for row in found)
    return {pk for row in (*rows, *quick) for pk in _stored_in(row)}


def _stored_in(row: Model) -> Iterator[int]:
    for column in row._meta.concrete_fields:
        if column.is_relation and column.related_model is StoredFile:
            pk = getattr(row, column.attname)
            if pk is not None:
                yield pk


def _discard(stored: StoredFile) -> None:
    """Removes the file unless something else shows it as well."""
    try:
        with transaction.atomic():
            discard_file(stored=stored)
    except ProtectedError:
        return
