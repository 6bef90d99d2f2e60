"""A mail server that is dead, slow, and a liar."""

from __future__ import annotations

from collections.abc import Iterator

from faults.findings import Finding
from faults.kinds.post import (
    SWEPT,
    ask_for_reset,
    is_told_unclear,
    last_mail,
    send_link,
    state_of,
)
from faults.mailserver import Manner
from faults.system import System, answers, told, until

_ACCOUNT = "sharing_accountmail"
# Far below EMAIL_TIMEOUT: nobody waits for the mail server.
_QUICK = 5.0
# Longer than any other answer may take (EMAIL_TIMEOUT).
_LATE = 24.0


def measure(system: System) -> Iterator[Finding]:
    """One after the other; the server is honest again afterwards."""
    yield from _dead(system)
    yield from _slow(system)
    yield from _lying(system)


def _dead(system: System) -> Iterator[Finding]:
    system.mail.stop()
    try:
        asked = answers(lambda: ask_for_reset(system, 0))
        pk, message_id = last_mail(system, _ACCOUNT)
        tried = until(lambda: system.count(_ACCOUNT, f"id = {pk} AND attempts > 0"), 20)
        state = state_of(system, pk, _ACCOUNT)
        yield Finding(
            "SMTP dead: a password is asked for",
            f"the page within {_QUICK:.0f} s, the mail waits",
            f"{asked.status} after {asked.seconds:.2f} s; tried {told(tried)}, then »{state}«",
            asked.status == 302 and asked.seconds < _QUICK and state == "queued",
        )
    finally:
        system.mail.start()
    system.kill("beat")  # who reminds of it dies as well
    gone = until(lambda: state_of(system, pk, _ACCOUNT) == "sent", SWEPT)
    times = system.mail.received(message_id)
    yield Finding(
        "SMTP alive again, beat killed meanwhile",
        "the mail goes by itself, once",
        f"gone {told(gone)}, received {times} ×",
        gone is not None and times == 1,
    )


def _slow(system: System) -> Iterator[Finding]:
    system.mail.manner, system.mail.slow_seconds = Manner.SLOW, _LATE
    asked = answers(lambda: send_link(system))
    pk, message_id = last_mail(system)
    until(lambda: system.mail.waiting, 20)
    other = answers(lambda: ask_for_reset(system, 1))
    gone = until(lambda: state_of(system, pk) == "sent", _LATE + 20)
    system.mail.manner = Manner.HONEST
    yield Finding(
        f"SMTP answers {_LATE:.0f} s after DATA",
        "pages do not wait, the mail is sent once",
        f"pages after {asked.seconds:.2f} and {other.seconds:.2f} s; sent {told(gone)},"
        f" received {system.mail.received(message_id)} ×",
        max(asked.seconds, other.seconds) < _QUICK
        and gone is not None
        and system.mail.received(message_id) == 1,
    )


def _lying(system: System) -> Iterator[Finding]:
    system.mail.manner = Manner.LYING
    answers(lambda: send_link(system))
    pk, message_id = last_mail(system)
    judged = until(lambda: state_of(system, pk) in ("unclear", "sent", "failed"), 30)
    system.mail.manner = Manner.HONEST
    state, asks = state_of(system, pk), is_told_unclear(system)
    yield Finding(
        "SMTP hangs up after DATA",
        "»unclear«, the start page asks, no second mail",
        f"»{state}« {told(judged)}; start page {'asks' if asks else 'is silent'};"
        f" received {system.mail.received(message_id)} ×",
        state == "unclear" and asks and system.mail.received(message_id) == 1,
    )


def at_the_end(system: System) -> Iterator[Finding]:
    """Over the whole run: what was received more than once."""
    ids = [str(mail["Message-ID"]) for mail in system.mail.messages]
    twice = {one for one in ids if ids.count(one) > 1}
    yield Finding(
        "all mails of this run",
        "none twice",
        f"{len(ids)} received, {len(twice)} of them more than once",
        bool(ids) and not twice,
    )
