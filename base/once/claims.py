"""Claims a form's key, keeps what came of it, gives it back."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import connection
from django.utils import timezone

from base.once.models import Claim

# As long as a session lasts: pages that are older have to be loaded again anyway.
KEPT = timedelta(days=14)
# How long a second click waits for the answer to the first.
PATIENCE = 15.0
_PAUSE = 0.05

# One round trip. Should the database itself die, a claim may be lost with what it belongs to:
# what is written after it is on disk only together with it.
_TAKE = """
SELECT set_config('synchronous_commit', 'off', true);
WITH mine AS (
    INSERT INTO once_claim AS held (id, digest, outcome, backend, at)
    VALUES (%(id)s, %(digest)s, '', pg_backend_pid(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE
       SET digest = EXCLUDED.digest, outcome = '', backend = EXCLUDED.backend, at = EXCLUDED.at
     WHERE held.digest <> EXCLUDED.digest AND held.outcome <> ''
    RETURNING 1
)
SELECT EXISTS (SELECT FROM mine), held.digest = %(digest)s, held.outcome, held.at,
       CASE WHEN held.outcome = ''
            THEN EXISTS (SELECT FROM pg_stat_activity WHERE pid = held.backend) END
  FROM (SELECT) AS one LEFT JOIN once_claim AS held ON held.id = %(id)s
"""
_KEEP = """
SELECT set_config('synchronous_commit', 'off', true);
UPDATE once_claim SET outcome = %s, at = clock_timestamp() WHERE id = %s AND digest = %s
"""


class State(Enum):
    """What a request finds that wants to claim a form."""

    MINE = "nobody sent it before: go ahead"
    DONE = "it was sent before; the outcome is known"
    RUNNING = "it was sent before and is still at work"
    LOST = "it was sent before, and the request was cut off: nobody knows what came of it"


@dataclass(frozen=True)
class Found:
    """What became of the attempt to claim; `outcome` and `at` of the first request."""

    state: State
    outcome: str = ""
    at: datetime | None = None


def take(identity: UUID, digest: UUID, patience: float = PATIENCE) -> Found:
    """Claims the form, or waits for the one who did, bounded by `patience` seconds."""
    until = time.monotonic() + patience
    while True:
        found = _try(identity, digest)
        if found.state is not State.RUNNING or time.monotonic() > until:
            return found
        time.sleep(_PAUSE)


def _try(identity: UUID, digest: UUID) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"id": identity, "digest": digest})
        cursor.nextset()
        is_mine, is_same, outcome, at, is_at_work = cursor.fetchone()
    if is_mine:
        return Found(State.MINE)
    if outcome and is_same:
        return Found(State.DONE, outcome, at)
    # Without `at` the other one has only just claimed, or just given back.
    is_lost = at is not None and not outcome and not is_at_work
    return Found(State.LOST if is_lost else State.RUNNING)


def keep(identity: UUID, digest: UUID, outcome: str) -> None:
    """Remembers what came of it, for whoever sends the same form again."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [outcome, identity, digest])


def release(identity: UUID, digest: UUID) -> None:
    """Gives the key back: nothing was written, or the form has to be sent again."""
    Claim.objects.filter(pk=identity, digest=digest).delete()


def release_lost(identity: UUID) -> None:
    """Gives back the key of a request that was cut off, so that sending again works."""
    Claim.objects.filter(pk=identity, outcome="").delete()


def forget_claims() -> int:
    """Removes claims whose forms nobody has open any more."""
    return Claim.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
