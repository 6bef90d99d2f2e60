"""How this app writes activities: about whom, under whose name, in which words."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

from audit.services import record_activity
from sharing.models import OutboxMail, ShareLink

P = ParamSpec("P")
R = TypeVar("R")


def in_words_of_the_office(function: Callable[P, R]) -> Callable[P, R]:
    """The office reads the record, whatever language the page speaks that brought an entry."""

    @wraps(function)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return function(*args, **kwargs)

    return spoken


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
