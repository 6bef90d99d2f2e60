"""What the worker does for contacts from time to time; the work itself is in services."""

from celery import shared_task

from contacts.services import refresh_agents


@shared_task(name="contacts.refresh_agents")
def refresh_responsible() -> int:
    """Brings lists sorted by responsible person in step with people's names."""
    return refresh_agents()
