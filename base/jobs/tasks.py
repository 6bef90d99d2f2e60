"""What the worker does for imports; the work itself is in services."""

from celery import shared_task

from base.jobs.bulk.services import ADVANCE as ADVANCE_BULK
from base.jobs.bulk.services import advance_bulk, forget_files, sweep_bulk
from base.jobs.services import advance_run, forget_done_sources, sweep_runs
from base.jobs.services.handover import ADVANCE


@shared_task(name=ADVANCE)
def advance(run_id: int) -> bool:
    """Reads a large upload, or carries a large run out."""
    return advance_run(run_id=run_id)


@shared_task(name="jobs.sweep_runs")
def sweep() -> int:
    """Hands over what waits: after a crash, or while the broker was down."""
    return sweep_runs()


@shared_task(name=ADVANCE_BULK)
def advance_bulk_run(run_id: int) -> bool:
    """Carries a bulk run out, or takes it back."""
    return advance_bulk(run_id=run_id)


@shared_task(name="jobs.sweep_bulk")
def sweep_bulk_runs() -> int:
    """Hands over bulk runs that wait: after a crash, or while the broker was down."""
    return sweep_bulk()


@shared_task(name="jobs.forget_files")
def forget_files_of_runs() -> int:
    """Removes files that were made for somebody and were there long enough, or have no use left."""
    return forget_files() + forget_done_sources()
