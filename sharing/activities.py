"""Writes the activities of this app: about whom, under whose name, in which words."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.models import Activity
from audit.services import record_activity
from base.ui.formats import day
from sharing.models import Confirmation, OutboxMail, ShareLink
from sharing.models.links import LinkState

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
        kind=kind,
        agency_id=item.agency_id,
        subjects=subjects_of(item),
        summary=summary,
        evidence=evidence,
    )


def how_the_link_stands(first: Activity) -> str:
    """What the link of an entry opens now, with what is in it."""
    link = ShareLink.objects.filter(pk=first.evidence.get("link")).first()
    is_open = link and ShareLink.objects.open_at(timezone.now()).filter(pk=link.pk).exists()
    if is_open:
        stands = _("der Link öffnet wieder")
    elif link and link.deleted_at is None and link.state == LinkState.ACTIVE:
        stands = _("der Link ist abgelaufen oder gesperrt")
    else:
        stands = _("der Link öffnet nichts mehr")
    names = ", ".join(first.evidence.get("documents") or ())
    return f"{stands} ({names})" if names else stands


def how_the_terms_stand(first: Activity) -> str:
    """Whether the customer's terms are confirmed now."""
    contacts = first.subjects.filter(subject_type="contact").values("subject_id")
    in_force = Confirmation.objects.in_force().of_terms().filter(contact__in=contacts).first()
    if in_force is None:
        return _("AGB / Provision sind nicht bestätigt")
    return _("AGB / Provision sind bestätigt seit %(day)s") % {"day": day(in_force.confirmed_on)}
