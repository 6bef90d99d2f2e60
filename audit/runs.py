"""An import or bulk run on record: all of its changes are one context, undone as one."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from audit.context import Context, acting, action, current_context
from audit.models import Change
from audit.undo import undo_context
from base.jobs.models import BulkRun, ImportRun


@contextmanager
def recorded_run(run: ImportRun | BulkRun, name: str) -> Iterator[Context]:
    """Records what happens now as the run's action `name`, by the person who released it."""
    person = run.released_by
    with ExitStack() as opened:
        outer = current_context()
        if outer is None or not (outer.actor_id or outer.actor):  # a worker
            opened.enter_context(
                acting(actor_id=person.pk if person else None, actor=str(person or ""))
            )
        yield opened.enter_context(action(name, id=run.context))


def undo_recorded_run(run: ImportRun | BulkRun) -> bool:
    """Takes all changes of the run back; returns whether later ones were kept.

    Raises DomainError when other things stand on what would go.
    """
    if not Change.objects.filter(context=run.context, agency_id=run.agency_id).exists():
        return False  # nothing was taken over
    return bool(undo_context(context=run.context, agency_id=run.agency_id).kept)
