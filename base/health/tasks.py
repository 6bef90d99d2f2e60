"""The task that does nothing but end."""

from celery import shared_task

from base.health.working import PULSE


@shared_task(name=PULSE)
def pulse() -> None:
    """Ending is all it does: see `base.health.working`."""
