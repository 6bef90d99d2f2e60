"""Takes a finished run back as a whole."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from base.errors import DomainError
from base.jobs.kinds import import_kind
from base.jobs.models import ImportRun, RunState
from base.jobs.services.handover import ADVANCE, MOST_AT_ONCE
from base.runs.handover import hand_over


def undo_run(*, run: ImportRun) -> bool | None:
    """Takes a finished run back, a large one by a worker.

    Returns whether something changed since was kept; None when a worker does it. Raises
    DomainError when it is not finished, undone already, or cannot be taken back.
    """
    with transaction.atomic():
        rows = ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.DONE)
        if not rows.exists():
            raise DomainError(_("Hier gibt es nichts rückgängig zu machen."))
        if run.items.exclude(result_id=None).count() > MOST_AT_ONCE:
            rows.update(state=RunState.UNDOING)
            transaction.on_commit(partial(hand_over, ADVANCE, run.pk))
            return None
        has_kept = import_kind(run.kind).undo(run)
        _note(run, RunState.UNDONE, has_kept=has_kept)
    return has_kept


def take_back(*, run: ImportRun) -> None:
    """The worker's part: what hinders it is told on the run's page, and nothing is changed."""
    try:
        with transaction.atomic():
            has_kept = import_kind(run.kind).undo(run)
            _note(run, RunState.UNDONE, has_kept=has_kept)
    except DomainError as error:
        _note(run, RunState.DONE, error=str(error))


def _note(run: ImportRun, state: RunState, **undo: bool | str) -> None:
    run.state = state
    run.options = {**run.options, "undo": undo}
    run.save(update_fields=["state", "options"])
