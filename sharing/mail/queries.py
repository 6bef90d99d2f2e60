"""Reads what waits in the outbox."""

from __future__ import annotations

from base.accounts.models import User
from base.health.notes import Stop, what_stands_still
from base.health.parts import Part
from sharing.models import OutboxMail
from sharing.models.mail import ON_THE_WAY


def stops_of_waiting_mail(user: User) -> list[Stop]:
    """Why mails of the person's agency wait: empty where none does, or all is well."""
    if OutboxMail.objects.visible_to(user).filter(state__in=ON_THE_WAY).exists():
        return what_stands_still([Part.MAIL_WORKER])
    return []
