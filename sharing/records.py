"""How this app writes activities: about whom, and under whose name."""

from collections.abc import Mapping
from typing import Any

from audit.services import record_activity
from sharing.models import OutboxMail, ShareLink


def subjects_of(item: ShareLink | OutboxMail) -> list[tuple[str, int]]:
    """The contact, and the property where there is one."""
    found = [("contact", item.contact_id)]
    if item.property_id:
        found.append(("property", item.property_id))
    return found


def record(
    kind: str, item: ShareLink | OutboxMail, summary: str, evidence: Mapping[str, Any]
) -> None:
    """Adds an activity about the contact and property of a link or mail."""
    record_activity(
        kind=kind, agency_id=item.agency_id, subjects=subjects_of(item), summary=summary,
        evidence=evidence,
    )  # fmt: skip
