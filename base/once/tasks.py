"""What the worker does for forms that were sent."""

from celery import shared_task

from base.once.claims import forget_claims


@shared_task(name="once.forget")
def forget() -> int:
    """Removes keys that are too old to come back."""
    return forget_claims()
