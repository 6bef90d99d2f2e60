"""Does what was decided: at once, or by a worker when it is much; and takes it back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.accounts.models import User
from base.errors import DomainError
from base.jobs.kinds import Opener, Result, Take, import_kind
from base.jobs.models import (
    WORKING,
    Decision,
    ImportItem,
    ImportRun,
    ImportSource,
    Outcome,
    RunState,
)
from base.jobs.services.handover import MOST_AT_ONCE, hand_over
from base.jobs.services.review import read_sources

logger = logging.getLogger(__name__)

_BATCH = 200
_LOCK_SPACE = 0x1229  # keeps our advisory locks apart from others


def release_run(*, run: ImportRun, user: User) -> None:
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
            transaction.on_commit(partial(hand_over, run.pk))
    if not is_large:
        advance_run(run_id=run.pk)


def sweep_runs() -> int:
    """Hands every run that waits or was cut off to the workers; returns how many."""
    waiting = ImportRun.objects.filter(state__in=WORKING)
    return sum(hand_over(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def advance_run(*, run_id: int) -> bool:
    """Does the next step that needs nobody's decision: reading, or carrying out what was decided.

    A run that was cut off goes on where it stopped. Returns whether this call did it: False when
    there is nothing to do or another process is at it.
    """
    with _alone_with(run_id) as is_alone:
        run = ImportRun.objects.select_related("agency", "released_by").filter(pk=run_id).first()
        if not is_alone or run is None or not run.is_working:
            return False
        if run.state == RunState.READING:
            read_sources(run=run)
        else:
            _carry_out(run)
    return True


def _carry_out(run: ImportRun) -> None:
    """Item by item, each one transaction together with its result; a failing one stops nothing."""
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    kind = import_kind(run.kind)
    with kind.recorded(run):
        _settle_unwanted(run)
        for source in run.sources.all():
            _carry_out_source(source, kind.opener(run))
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.DONE, finished_at=timezone.now())


@contextmanager
def _alone_with(run_id: int) -> Iterator[bool]:
    """Holds a lock of the database session, which a killed process gives back by dying."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_SPACE, run_id])
        is_alone = cursor.fetchone() == (True,)
        try:
            yield is_alone
        finally:
            if is_alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_SPACE, run_id])


def _settle_unwanted(run: ImportRun) -> None:
    pending = run.items.filter(outcome=Outcome.PENDING)
    pending.filter(is_usable=False).update(outcome=Outcome.REJECTED)
    pending.filter(decision=Decision.SKIP).update(outcome=Outcome.SKIPPED)


def _carry_out_source(source: ImportSource, opener: Opener) -> None:
    pending = source.items.filter(outcome=Outcome.PENDING).order_by("pk")
    if not pending.exists():
        return
    take = opener(source, source.read())
    while batch := list(pending[:_BATCH]):
        for item in batch:
            with transaction.atomic():
                _keep_result(item, _result(item, take))


def _result(item: ImportItem, take: Take) -> Result:
    try:
        with transaction.atomic():
            return take(item)
    except DomainError as error:
        return Result(Outcome.REJECTED, message=str(error))
    except (OperationalError, InterfaceError):
        raise  # the database is gone: the run goes on when it is back
    except Exception:
        # One bad card must never cost the agent the rest, whatever is wrong with it.
        logger.exception("import item %s cannot be taken over", item.pk)
        return Result(Outcome.REJECTED, message=_("Die Angaben lassen sich nicht speichern."))


def _keep_result(item: ImportItem, result: Result) -> None:
    item.outcome, item.result_id = result.outcome, result.result_id
    item.message = result.message[:500]
    item.save(update_fields=["outcome", "result_id", "message"])


def undo_run(*, run: ImportRun) -> bool:
    """Takes a finished run back; returns whether something changed since was kept.

    Raises DomainError when it is not finished, undone already, or cannot be taken back.
    """
    with transaction.atomic():
        rows = ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.DONE)
        if not rows.exists():
            raise DomainError(_("Hier gibt es nichts rückgängig zu machen."))
        has_kept = import_kind(run.kind).undo(run)
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE)
    return has_kept
