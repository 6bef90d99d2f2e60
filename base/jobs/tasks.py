"""What the worker does for imports; the work itself is in services."""

from celery import shared_task

from base.jobs.services import advance_run, sweep_runs
from base.jobs.services.handover import ADVANCE


@shared_task(name=ADVANCE)
def advance(run_id: int) -> bool:
    """Reads a large upload, or carries a large run out."""
    return advance_run(run_id=run_id)


@shared_task(name="jobs.sweep_runs")
def sweep() -> int:
    """Hands over what waits: after a crash, or while the broker was down."""
    return sweep_runs()
