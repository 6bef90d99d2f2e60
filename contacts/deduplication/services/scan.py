"""Compares an agency's stock with itself and keeps the pairs that may be one party.

A contact that changed is due. As long as few are, only they are compared again; when more than a
twentieth of the stock changed, values are counted anew and everything is compared. One process
at a time examines a stock.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from base.runs.alone import alone_with
from contacts.deduplication.stock.full import examine_whole
from contacts.deduplication.stock.incremental import examine_part
from contacts.derived.services.refresh import refresh_derived
from contacts.duplicates.packed import ENGINE
from contacts.models import Contact, Examination, MatchRecord, StockStatistics

CHUNK = 500
_FEW = 50
_TWENTIETH = 20
_LARGE = 50_000
_LOCK = 0x496D


class Due(NamedTuple):
    """How much of a stock is to be examined."""

    total: int
    due: int
    changed: int
    is_counted: bool

    @property
    def needs_all(self) -> bool:
        """Whether so much changed that the counts themselves are out of date."""
        return not self.is_counted or self.changed > max(_FEW, self.total // _TWENTIETH)


def examine_stock(*, agency_id: int, thorough: bool = False, wait: bool = False) -> bool:
    """Brings the pairs of an agency up to date; False when another process is at it.

    `thorough` counts values anew as soon as anything changed, where the stock is not too large
    for that; `wait` waits for the other process.
    """
    with alone_with(_LOCK, agency_id, wait=wait) as mine:
        if not mine:
            return False
        _complete(agency_id)
        work = _due(agency_id)
        has_changed = work.changed > 0 and work.total <= _LARGE
        if work.needs_all or (thorough and has_changed):
            _claim(agency_id, None)
            examine_whole(agency_id)
            _done(agency_id)
            return True
        while ids := _claim(agency_id, CHUNK):
            examine_part(agency_id, ids)
            _done(agency_id, ids)
    return True


def agencies_with_work() -> list[int]:
    """The agencies in whose stock something is due, or that were never examined."""
    due = MatchRecord.objects.exclude(examination=Examination.DONE)
    known = StockStatistics.objects.filter(engine=ENGINE).values("pk")
    never = Contact.objects.present().exclude(agency__in=known)
    return sorted(
        {*due.values_list("agency_id", flat=True).distinct()}
        | {*never.values_list("agency_id", flat=True).distinct()}
    )


def _complete(agency_id: int) -> None:
    """Prepares contacts that never were, or by an older engine."""
    if StockStatistics.objects.filter(pk=agency_id, engine=ENGINE).exists():
        return
    present = Contact.objects.present().filter(agency=agency_id)
    refresh_derived(present.exclude(match_record__engine=ENGINE).values_list("pk", flat=True))


def _due(agency_id: int) -> Due:
    records = MatchRecord.objects.filter(agency_id=agency_id)
    due = records.exclude(examination=Examination.DONE).count()
    known = StockStatistics.objects.filter(pk=agency_id, engine=ENGINE).defer("counts").first()
    if known is None:
        return Due(records.count(), due, due, is_counted=False)
    return Due(known.total, due, known.changed_since + due, is_counted=True)


def _claim(agency_id: int, most: int | None) -> list[int]:
    """Takes contacts that are due; one that changes again meanwhile becomes due again."""
    due = MatchRecord.objects.filter(agency_id=agency_id).exclude(examination=Examination.DONE)
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:most])
    MatchRecord.objects.filter(pk__in=ids).update(examination=Examination.RUNNING)
    return ids


def _done(agency_id: int, ids: list[int] | None = None) -> None:
    with transaction.atomic():
        running = MatchRecord.objects.filter(agency_id=agency_id, examination=Examination.RUNNING)
        if ids is not None:
            running = running.filter(pk__in=ids)
            StockStatistics.objects.filter(pk=agency_id).update(
                changed_since=F("changed_since") + len(ids)
            )
        running.update(examination=Examination.DONE)
