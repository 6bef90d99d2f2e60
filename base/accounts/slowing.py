"""Slows the guessing of passwords down without locking anybody out.

Tries are counted for one account from one network address; from the fourth on each has to wait
longer, up to two minutes. What a stranger does elsewhere therefore costs a colleague nothing, and
a browser that the person has signed in with before (`devices`) has a count of its own.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Tries at once, then seconds that double, then the longest wait as a power of two.
_FREE, _DOUBLINGS = 3, 7
_FORGOTTEN_AFTER = "1 hour"
_SWEPT_AFTER = timedelta(days=1)

# One statement takes the turn or refuses it: parallel guesses cannot share one.
_TAKE = f"""
INSERT INTO accounts_signinattempt AS held (key, failures, last_at, not_before)
VALUES (%s, 1, clock_timestamp(), clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN held.last_at < clock_timestamp() - interval '{_FORGOTTEN_AFTER}'
                    THEN 1 ELSE held.failures + 1 END,
    last_at = clock_timestamp(),
    not_before = CASE
        WHEN held.failures < {_FREE}
          OR held.last_at < clock_timestamp() - interval '{_FORGOTTEN_AFTER}'
        THEN clock_timestamp()
        ELSE clock_timestamp()
             + make_interval(secs => power(2, least(held.failures - {_FREE}, {_DOUBLINGS})))
    END
WHERE held.not_before <= clock_timestamp()
"""  # noqa: S608 - our own numbers
_WAIT = """
SELECT EXTRACT(EPOCH FROM not_before - clock_timestamp())
FROM accounts_signinattempt WHERE key = %s
"""


class SignInAttempt(models.Model):
    """Failed tries of one account from one place; gone with the first that succeeds."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)
    not_before = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} × {self.key[:8]}"


def attempt_key(email: str, address: str, device: str = "") -> str:
    """What is counted together: the account, and the known device or else the network."""
    place = f"device:{device}" if device else f"network:{_network(address)}"
    text = f"{email.strip().lower()}|{place}"
    return salted_hmac(__name__, text, algorithm="sha256", secret=settings.SECRET_KEY).hexdigest()


def take_turn(key: str) -> int:
    """Counts one more try; answers with the seconds to wait, 0 when it may go ahead."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [key])
        if cursor.rowcount:
            return 0
        cursor.execute(_WAIT, [key])
        row = cursor.fetchone()
    return max(1, ceil(row[0])) if row else 1


def forget_tries(key: str) -> None:
    """Starts anew after a success, and sweeps what is long over."""
    SignInAttempt.objects.filter(key=key).delete()
    SignInAttempt.objects.filter(last_at__lt=timezone.now() - _SWEPT_AFTER).delete()


def _network(address: str) -> str:
    """IPv6 users own whole networks: 64 bits are one place."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network(f"{parsed}/64", strict=False))
    return str(parsed)
