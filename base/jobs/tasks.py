"""What the worker does for imports; the work itself is in services."""

from celery import shared_task

from base.jobs.services import carry_out, sweep_runs
from base.jobs.services.work import CARRY_OUT


@shared_task(name=CARRY_OUT)
def carry_out_run(run_id: int) -> bool:
    """Carries one released import run out."""
    return carry_out(run_id=run_id)


@shared_task(name="jobs.sweep_runs")
def sweep() -> int:
    """Hands over what waits: after a crash, or while the broker was down."""
    return sweep_runs()
