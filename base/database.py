"""What the database may take, and what a person hears when it took too long."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from django.utils.translation import gettext_lazy as _

from base.labels import Label


@dataclass(frozen=True)
class Timeouts:
    """In seconds; 0 sets none. `idle` is how long a transaction may wait for its application."""

    statement: int
    lock: int
    idle: int

    def options(self) -> str:
        """As `options` of a connection."""
        named = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle,
        }
        return " ".join(f"-c {name}={seconds}s" for name, seconds in named.items() if seconds)


@dataclass(frozen=True)
class Trouble:
    """A failure that passes; `status` is that of the answer."""

    status: int
    heading: Label
    text: Label


SLOW = Trouble(
    503,
    _("Das hat zu lange gedauert"),
    _("Es wurde nichts geändert. Bitte versuchen Sie es noch einmal, mit weniger auf einmal."),
)
BUSY = Trouble(
    409,
    _("Das wird gerade von jemand anderem bearbeitet"),
    _("Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal."),
)
AWAY = Trouble(
    503,
    _("Die Datenbank ist gerade nicht erreichbar"),
    _("Es wurde nichts geändert. Bitte versuchen Sie es in einer Minute noch einmal."),
)

# PostgreSQL's codes (appendix A of its manual): query canceled; lock not available, deadlock and
# serialization failure.
_BY_CODE = {"57014": SLOW, "55P03": BUSY, "40P01": BUSY, "40001": BUSY}
# idle in transaction, administrator's shutdown, crash, cannot connect now, too many connections.
_AWAY_CODES = ("25P03", "57P01", "57P02", "57P03", "53300")


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What to tell of an error of the database; None for what is a mistake of ours."""
    while error is not None:
        code = getattr(error, "sqlstate", None)
        if code in _BY_CODE:
            return _BY_CODE[code]
        if code in _AWAY_CODES or (isinstance(error, psycopg.OperationalError) and code is None):
            return AWAY
        error = error.__cause__
    return None
