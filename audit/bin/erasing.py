"""Erases for good: the row, what hangs on it by its declared rules, and the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel, Model, QuerySet
from django.db.models.deletion import Collector
from django.utils import timezone

from audit.bin.rules import HangingRule, Rule
from audit.context import action
from audit.erasing import erase_subject
from audit.models import Change
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import discard_file

# How long something deleted can be brought back.
BIN_DAYS = 30


def expires_at(row: Any) -> datetime:
    """When a row in the bin is erased."""
    end: datetime = row.deleted_at + timedelta(days=BIN_DAYS)
    return end


# The ids that were absorbed into a row and whose record goes with its own. None: what happened
# belongs to another or is proof, and only the removed row enters the record without contents.
Stories = Callable[[Any], Collection[int] | None]


def erase(
    deleted: QuerySet[Any],
    pk: int,
    rules: Sequence[HangingRule],
    *,
    subject: str,
    named: str,
    gone: str,
    stories: Stories = lambda row: None,
    forget: Callable[[Any], None] = lambda row: None,
) -> None:
    """Erases the row `pk` of `deleted`, a `subject` of the record; nothing brings it back.

    The record keeps that it was. `forget` empties what names it without a key, if its story goes.
    Raises DomainError (`gone`) when it is not among `deleted` (any more).
    """
    with transaction.atomic(), action(named):
        row = deleted.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise DomainError(gone)
        absorbed = stories(row)
        for one in (*type(row)._base_manager.filter(pk__in=absorbed or ()), row):
            if absorbed is not None:
                forget(one)
            _erase_one(one, rules, subject, absorbed if one == row else absorbed and ())


def _erase_one(
    row: Any, rules: Sequence[HangingRule], subject: str, stories: Collection[int] | None
) -> None:
    files = _files_of(row, rules) | _once_shown(row, subject)
    for rule in rules:
        if rule.on_erase == Rule.KEEP:
            rule.rows(row.pk).update(**{rule.field: None}, **rule.kept_as())
    erase_subject(subject=subject, row=row, stories=stories)
    for stored in StoredFile.objects.filter(pk__in=files):
        _discard(stored)


def erase_expired(
    deleted: QuerySet[Any], erase_one: Callable[[Any], None], now: datetime | None = None
) -> int:
    """Erases those whose time in the bin is over, each by itself; returns how many.

    One that is gone from the bin meanwhile does not hold up the others.
    """
    limit = (now or timezone.now()) - timedelta(days=BIN_DAYS)
    count = 0
    for row in deleted.filter(deleted_at__lt=limit).order_by("deleted_at").iterator():
        try:
            erase_one(row)
        except DomainError:
            continue
        count += 1
    return count


def _files_of(row: Model, rules: Iterable[HangingRule]) -> set[int]:
    """The stored files of the row and of every row that goes with it, however far down."""
    collector = Collector(using="default", origin=row)
    collector.collect([row], keep_parents=True)
    for rule in rules:
        if rule.on_erase == Rule.REMOVE:
            collector.collect(rule.rows(row.pk))
    rows: Iterator[Model] = (one for found in collector.data.values() for one in found)
    quick: Iterator[Any] = (one for found in collector.fast_deletes for one in found)
    return {pk for one in (*rows, *quick) for pk in _stored_in(one)}


def _stored_in(row: Model) -> Iterator[int]:
    for column in _file_columns(row):
        pk = getattr(row, column)
        if pk is not None:
            yield pk


def _once_shown(row: Any, subject: str) -> set[int]:
    """Files that the row itself showed earlier, as its record tells: photos that were replaced."""
    columns = _file_columns(row)
    if not columns:
        return set()
    entries = Change.objects.about(
        agency_id=row.agency_id, subject_type=subject, subject_id=row.pk
    ).filter(table_name=row._meta.db_table)
    values = entries.values_list(
        *(f"{side}__{one}" for side in ("before", "after") for one in columns)
    )
    return {pk for shown in values for pk in shown if pk is not None}


def _file_columns(row: Model) -> list[str]:
    return [
        column.attname
        for column in row._meta.concrete_fields
        if column.is_relation and column.related_model is StoredFile
    ]


def _discard(stored: StoredFile) -> None:
    """Removes the file unless something else shows it as well."""
    users = StoredFile._meta.get_fields(include_hidden=True)
    keys = [one.field for one in users if isinstance(one, ManyToOneRel)]
    if not any(key.model._base_manager.filter(**{key.name: stored}).exists() for key in keys):
        discard_file(stored=stored)
