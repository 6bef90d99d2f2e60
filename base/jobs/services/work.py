"""Does what was decided: at once, or by a worker when it is much; and takes it back."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.accounts.models import User
from base.errors import DomainError
from base.jobs.kinds import ImportKind, Result, Take, import_kind
from base.jobs.models import (
    WORKING,
    Decision,
    ImportItem,
    ImportRun,
    ImportSource,
    Outcome,
    RunState,
)
from base.jobs.services.forgetting import forget_sources
from base.jobs.services.handover import ADVANCE, MOST_AT_ONCE
from base.jobs.services.reading import read_sources
from base.jobs.services.undoing import take_back
from base.runs.alone import work_on
from base.runs.halving import in_halves
from base.runs.handover import hand_over, sweep

logger = logging.getLogger(__name__)

_BATCH = 200
_LOCK_SPACE = 0x1229  # keeps our advisory locks apart from others

_KEEP = """
    UPDATE jobs_importitem AS item
    SET outcome = kept.outcome, result_id = kept.result_id, message = kept.message
    FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[])
        AS kept(id, outcome, result_id, message)
    WHERE item.id = kept.id
"""


def release_run(*, run: ImportRun, user: User | None) -> None:
    """Carries a reviewed run out in the name of `user`, a large one by a worker.

    Raises DomainError when somebody has released it already.
    """
    with transaction.atomic():
        released = ImportRun.objects.filter(pk=run.pk, state=RunState.REVIEW).update(
            state=RunState.QUEUED, released_by=user
        )
        if not released:
            raise DomainError(_("Dieser Import wurde bereits ausgeführt."))
        is_large = run.items.filter(decision=Decision.CREATE).count() > MOST_AT_ONCE
        if is_large:
            transaction.on_commit(partial(hand_over, ADVANCE, run.pk))
    if not is_large:
        advance_run(run_id=run.pk)


def sweep_runs() -> int:
    """Hands every run that waits or was cut off to the workers; returns how many."""
    waiting = ImportRun.objects.filter(state__in=WORKING).order_by("pk")
    return sweep(ADVANCE, waiting.values_list("pk", flat=True))


def advance_run(*, run_id: int) -> bool:
    """Does the next step that needs nobody's decision: reading, carrying out, taking back.

    A run that was cut off goes on where it stopped. Returns whether this call did it: False when
    there is nothing to do or another process is at it.
    """
    runs = ImportRun.objects.select_related("agency", "released_by")
    with work_on(runs, run_id, space=_LOCK_SPACE) as run:
        if run is None:
            return False
        if run.state == RunState.READING:
            read_sources(run=run)
        elif run.state == RunState.UNDOING:
            take_back(run=run)
        else:
            _carry_out(run)
    return True


def _carry_out(run: ImportRun) -> None:
    """Part by part, each one transaction with its results; a failing item stops nothing."""
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    kind = import_kind(run.kind)
    with kind.recorded(run):
        _settle_unwanted(run)
        for source in run.sources.all():
            _carry_out_source(run, source, kind)
    with transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.DONE, finished_at=timezone.now())
        forget_sources(run=run)


def _settle_unwanted(run: ImportRun) -> None:
    pending = run.items.filter(outcome=Outcome.PENDING)
    pending.filter(is_usable=False).update(outcome=Outcome.REJECTED)
    pending.filter(decision=Decision.SKIP).update(outcome=Outcome.SKIPPED)


def _carry_out_source(run: ImportRun, source: ImportSource, kind: ImportKind) -> None:
    pending = source.items.filter(outcome=Outcome.PENDING).order_by("pk")
    if not pending.exists():
        return
    take = kind.opener(run)(source, source.read())
    while batch := list(pending[: max(_BATCH, kind.together)]):
        for start in range(0, len(batch), kind.together):
            _take_part(batch[start : start + kind.together], take)


def _take_part(items: Sequence[ImportItem], take: Take) -> None:
    """One bad card must never cost the agent the rest, whatever is wrong with it."""

    def taken(some: Sequence[ImportItem]) -> list[Result]:
        return _keep_results(some, take(some))

    def rejected(item: ImportItem, error: Exception) -> Result:
        result = Result(Outcome.REJECTED, message=_why(error, item))
        return _keep_results([item], [result])[0]

    in_halves(items, taken, rejected)


def _why(error: Exception, item: ImportItem) -> str:
    if isinstance(error, DomainError):
        return str(error)
    logger.error("import item %s cannot be taken over", item.pk, exc_info=error)
    return _("Die Angaben lassen sich nicht speichern.")


def _keep_results(items: Sequence[ImportItem], results: list[Result]) -> list[Result]:
    columns: list[Any] = [
        [item.pk for item in items],
        [str(result.outcome) for result in results],
        [result.result_id for result in results],
        [result.message[:500] for result in results],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.strip(), columns)
    return results
