"""Erases for good: the row, what hangs on it by its declared rules, and the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.bin.rules import HangingRule, Rule
from audit.context import erasing
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.services import discard_file

# How long something deleted can be brought back.
BIN_DAYS = 30


def expires_at(row: Any) -> datetime:
    """When a row in the bin is erased."""
    end: datetime = row.deleted_at + timedelta(days=BIN_DAYS)
    return end


def erase(
    deleted: QuerySet[Any],
    pk: int,
    rules: Sequence[HangingRule],
    *,
    action: str,
    gone: str,
    also: Iterable[QuerySet[Any]] = (),
) -> None:
    """Erases the row `pk` of `deleted`; nothing brings it back.

    The record keeps that rows were removed, without what stood in them. `also` are rows that
    name it without a key. Raises DomainError (`gone`) when it is not among `deleted` (any more),
    and when a row has to be kept with it.
    """
    with transaction.atomic(), erasing(action):
        row = deleted.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise DomainError(gone)
        _check(row, rules)
        files = _files_of(row, rules)
        for rule in reversed(rules):
            if rule.on_erase == Rule.KEEP:
                rule.rows(pk).update(**{rule.field: None}, **rule.kept_as())
            else:
                rule.rows(pk).delete()
        for named in also:
            named.delete()
        row.delete()
        for stored in StoredFile.objects.filter(pk__in=files):
            _discard(stored)


def erase_expired(
    deleted: QuerySet[Any], erase_one: Callable[[Any], None], now: datetime | None = None
) -> int:
    """Erases those whose time in the bin is over, each by itself; returns how many.

    One that has to be kept stays in the bin and does not hold up the others.
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


def _check(row: Model, rules: Iterable[HangingRule]) -> None:
    for rule in rules:
        if rule.on_erase == Rule.REFUSE and (number := rule.rows(row.pk).count()):
            words = [str(count.words % {"count": number}) for count in rule.counts()]
            raise DomainError(
                _("%(name)s lässt sich noch nicht endgültig löschen: %(what)s.")
                % {"name": row, "what": words[0] if words else rule.model.__name__}
            )


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
