"""What the worker does for forms that were sent."""

from celery import shared_task

from base.once.claims import forget_claims
from base.once.kept import forget_old_input


@shared_task(name="once.forget")
def forget() -> int:
    """Removes keys and kept input that are too old to come back."""
    return forget_claims() + forget_old_input()
