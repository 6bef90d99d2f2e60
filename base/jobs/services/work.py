"""Does what was decided: at once, or by a worker when it is much; and takes it back."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from celery import current_app
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError

from base.accounts.models import User
from base.errors import DomainError
from base.jobs.kinds import Opener, Result, Take, import_kind
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, Outcome, RunState

logger = logging.getLogger(__name__)

# The worker's task, by name: tasks call services, never the other way round.
CARRY_OUT = "jobs.carry_out"
# More items than this are carried out by a worker: the page must not wait for them.
MOST_AT_ONCE = 300
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
            transaction.on_commit(lambda: _hand_over(run.pk))
    if not is_large:
        carry_out(run_id=run.pk)


def sweep_runs() -> int:
    """Hands every run that waits or was cut off to the workers; returns how many."""
    waiting = ImportRun.objects.filter(state__in=[RunState.QUEUED, RunState.RUNNING])
    return sum(_hand_over(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True))


def _hand_over(run_id: int) -> bool:
    """Tells a worker. With the broker down the run waits for the next sweep."""
    try:
        # A message that no worker takes in time is sent anew by the sweep.
        current_app.send_task(CARRY_OUT, [run_id], expires=60)
    except BrokerError as error:
        logger.warning("broker unreachable, import %s waits: %s", run_id, error)
        return False
    return True


def carry_out(*, run_id: int) -> bool:
    """Carries a released run out, item by item; a failing one is reported and stops nothing.

    Each item is its own transaction together with its result: a run that was cut off goes on
    where it stopped. Returns whether this call did it: False when the run is not released, is
    finished, or another process is at it.
    """
    with _alone_with(run_id) as is_alone:
        run = ImportRun.objects.select_related("agency", "released_by").filter(pk=run_id).first()
        if not is_alone or run is None or not run.is_working:
            return False
        ImportRun.objects.filter(pk=run_id).update(state=RunState.RUNNING)
        kind = import_kind(run.kind)
        with kind.recorded(run):
            _reject_unusable(run)
            for source in run.sources.all():
                _carry_out_source(source, kind.opener(run))
        ImportRun.objects.filter(pk=run_id).update(state=RunState.DONE, finished_at=timezone.now())
    return True


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


def _reject_unusable(run: ImportRun) -> None:
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
