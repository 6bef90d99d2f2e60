"""Sessions that know whose they are, so that people see where they are signed in and end it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from base.client import client_address, client_device

# What a session remembers of its use.
SEEN = "seen"
# Use is written down at most so often, in seconds; more often where the idle limit is short.
NOTED_EVERY = 300


class Session(AbstractBaseSession):
    """One browser; with a person once somebody has signed in there."""

    user = models.ForeignKey(
        "accounts.User",
        models.CASCADE,
        null=True,
        related_name="sessions",
        verbose_name=_("Person"),
    )

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("Gerät")  # type: ignore[assignment]
        verbose_name_plural = _("Geräte")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def handle(self) -> str:
        """Names the session on a page: its key would open it."""
        return salted_hmac(__name__, self.session_key).hexdigest()[:32]


class SessionStore(DatabaseStore):
    """Django's sessions in the database (settings.SESSION_ENGINE), each with its person."""

    # Whose session it is, as read with it; `base.accounts.backend` asks nobody else for it.
    person: Any = None

    def _get_session_from_db(self) -> Session | None:
        """The session with its person and their agency: every page needs all three."""
        alive = Session.objects.filter(expire_date__gt=timezone.now())
        found = alive.select_related("user__agency").filter(pk=self.session_key).first()
        if found is None:
            self._session_key = None
        self.person = found.user if found else None
        return found

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Session = super().create_model_instance(data)  # type: ignore[assignment]
        session.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return session


def note_use(request: HttpRequest, idle_seconds: int) -> bool:
    """Writes down that the session is in use; False when it lay idle for too long.

    A limit of 0 is none.
    """
    seen, now = request.session.get(SEEN), time.time()
    idle_for = now - seen["at"] if seen else 0
    if seen and 0 < idle_seconds < idle_for:
        return False
    every = min(NOTED_EVERY, idle_seconds / 10) if idle_seconds else NOTED_EVERY
    if not seen or idle_for >= every:
        request.session[SEEN] = {
            "at": now,
            "since": seen["since"] if seen else now,
            "address": client_address(request),
            "device": client_device(request),
        }
    return True


def idle_seconds(agency_minutes: int | None) -> int:
    """How long a session may lie idle: what the agency says, else the installation."""
    return 60 * (agency_minutes or int(settings.SESSION_IDLE_MINUTES))


def moment_of(stamp: float | None) -> datetime | None:
    """The moment that a session remembers as a number."""
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
