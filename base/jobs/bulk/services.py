"""Carries a bulk run out in parts, and takes it back as a whole.

What is to be done stands in the run's row: with the broker down it waits there, and a run that
was cut off goes on behind the last part that was finished.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.jobs.bulk.kinds import BulkKind, FileKind, bulk_kind
from base.jobs.bulk.models import AT_WORK, BulkRun, BulkState
from base.runs.alone import work_on
from base.runs.halving import in_halves
from base.runs.handover import hand_over, sweep

logger = logging.getLogger(__name__)

# The worker's task, by name: tasks call services, never the other way round.
ADVANCE = "jobs.advance_bulk"
_LOCK_SPACE = 0x122A
_PART = 200
# How long the file that a run made can be fetched: it holds what people entrusted to the agency.
FILE_KEPT = timedelta(days=7)


def start_bulk(
    *,
    agency: Agency,
    kind: str,
    user: User,
    title: str,
    selection: Mapping[str, Any],
    values: Mapping[str, Any],
) -> BulkRun:
    """Writes down what is to be done and tells a worker."""
    with transaction.atomic():
        run = BulkRun.objects.create(
            agency=agency,
            kind=kind,
            released_by=user,
            title=title[:200],
            selection=dict(selection),
            values=dict(values),
        )
        transaction.on_commit(partial(hand_over, ADVANCE, run.pk))
    return run


def sweep_bulk() -> int:
    """Hands every run that waits or was cut off to the workers; returns how many."""
    waiting = BulkRun.objects.filter(state__in=AT_WORK).order_by("pk")
    return sweep(ADVANCE, waiting.values_list("pk", flat=True))


def advance_bulk(*, run_id: int) -> bool:
    """Carries the run out, or takes it back. False when there is nothing to do here."""
    runs = BulkRun.objects.select_related("agency", "released_by")
    with work_on(runs, run_id, space=_LOCK_SPACE) as run:
        if run is None:
            return False
        kind = bulk_kind(run.kind)
        if isinstance(kind, FileKind):
            _make_file(run, kind)
        elif run.state == BulkState.UNDOING:
            _take_back(run, kind)
        else:
            _carry_out(run, kind)
    return True


def _make_file(run: BulkRun, kind: FileKind) -> None:
    own = BulkRun.objects.filter(pk=run.pk)
    own.update(state=BulkState.RUNNING)

    def tell(done: int, total: int) -> None:
        own.update(done=done, total=total)

    try:
        made = kind.make(run, tell)
        with made.content as content:
            run.file.save(made.name, File(content), save=False)
        run.file_name = made.name
    except (OperationalError, InterfaceError):
        raise  # the database is gone: the run begins anew when it is back
    except DomainError as error:
        run.message = str(error)[:500]
    except Exception:
        logger.exception("run %s cannot write its file", run.pk)
        run.message = _("Die Datei ließ sich nicht schreiben.")
    run.state, run.finished_at = BulkState.DONE, timezone.now()
    run.save(update_fields=["file", "file_name", "message", "state", "finished_at"])


def forget_files() -> int:
    """Removes the files of runs whose time is over; returns how many."""
    over = BulkRun.objects.filter(finished_at__lt=timezone.now() - FILE_KEPT)
    return _forget_files(over)


def forget_made_from(*, agency_id: int, kinds: Iterable[str]) -> None:
    """Removes what runs of these kinds hold of their rows, one of which is erased for good: the
    files, which can be made anew, and what was searched for."""
    runs = BulkRun.objects.filter(agency_id=agency_id, kind__in=kinds).exclude(state__in=AT_WORK)
    _forget_files(runs)
    runs.update(selection={})


def _forget_files(runs: QuerySet[BulkRun]) -> int:
    count = 0
    for run in runs.exclude(file="").defer("ids"):
        transaction.on_commit(partial(run.file.storage.delete, str(run.file.name)))
        run.file = ""
        run.save(update_fields=["file"])
        count += 1
    return count


def _carry_out(run: BulkRun, kind: BulkKind) -> None:
    if run.ids is None:
        # Written down first: the action may change what the selection finds.
        run.ids = kind.choose(run)
        run.total = len(run.ids)
    run.state = BulkState.RUNNING
    run.save(update_fields=["ids", "total", "state"])
    with kind.recorded(run):
        while part := run.ids[run.done : run.done + _PART]:
            with transaction.atomic():
                run.failed += _failures(run, kind, part)
                run.done += len(part)
                run.save(update_fields=["done", "failed", "message"])
    run.state, run.finished_at = BulkState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])


def _failures(run: BulkRun, kind: BulkKind, part: Sequence[int]) -> int:
    """How many of the part could not be changed."""

    def changed(ids: Sequence[int]) -> list[int]:
        kind.perform(run, ids)
        return [0] * len(ids)

    def failed(pk: int, error: Exception) -> int:
        if isinstance(error, DomainError):
            run.message = str(error)[:500]
        else:
            logger.error("bulk run %s cannot change row %s", run.pk, pk, exc_info=error)
            run.message = _("Einzelne Einträge ließen sich nicht ändern.")
        return 1

    return sum(in_halves(part, changed, failed))


def undo_bulk(*, run: BulkRun) -> None:
    """Has a finished run taken back by a worker.

    Raises DomainError when it is not finished or undone already.
    """
    with transaction.atomic():
        rows = BulkRun.objects.filter(pk=run.pk, state=BulkState.DONE)
        if not rows.update(state=BulkState.UNDOING, message=""):
            raise DomainError(_("Hier gibt es nichts rückgängig zu machen."))
        transaction.on_commit(partial(hand_over, ADVANCE, run.pk))


def _take_back(run: BulkRun, kind: BulkKind) -> None:
    try:
        with transaction.atomic():
            if kind.undo(run):
                run.message = _("Was seither geändert wurde, ist geblieben.")
            run.state = BulkState.UNDONE
            run.save(update_fields=["state", "message"])
    except DomainError as error:
        run.state, run.message = BulkState.DONE, str(error)[:500]
        run.save(update_fields=["state", "message"])
