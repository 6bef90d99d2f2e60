"""kill -9 of each part: what is shown meanwhile, that it comes back, that nothing is missing."""

from __future__ import annotations

import time
from collections.abc import Iterator

from faults.findings import Finding
from faults.kinds.post import SWEPT, ask_for_reset, last_mail, state_of
from faults.system import System, answers, told, until

_ACCOUNT = "sharing_accountmail"
_BACK = 60.0
_TABLES = (
    "contacts_contact",
    "properties_property",
    "sharing_sharelink",
    "sharing_outboxmail",
    "sharing_accountmail",
    "files_storedfile",
    "audit_change",
    "audit_activity",
)


def measure(system: System) -> Iterator[Finding]:
    """One part after the other."""
    yield from _one_web_process(system)
    yield from _web(system)
    yield from _broker(system)
    yield from _database(system)
    for part in ("beat", "worker", "mail-worker"):
        yield from _simply(system, part)


def _one_web_process(system: System) -> Iterator[Finding]:
    web = system.process("web")
    until(lambda: len(web.children()) > 1, _BACK)
    before = {child.pid for child in web.children()}
    web.children()[-1].kill()
    killed = time.monotonic()
    pages = [answers(lambda: system.agent.get("/kontakte/")) for _ in range(5)]
    back = until(
        lambda: (
            len({child.pid for child in web.children()} - before) == 1
            and len(web.children()) == len(before)
        ),
        _BACK,
    )
    replaced = back and time.monotonic() - killed
    good = sum(page.status == 200 for page in pages)
    yield Finding(
        "kill -9 of one web process",
        "the other one answers, it is replaced",
        f"{good} of {len(pages)} pages meanwhile; replaced {told(replaced)}",
        good >= len(pages) - 1 and back is not None,
    )


def _web(system: System) -> Iterator[Finding]:
    before = _counts(system)
    with system.dead("web"):
        meanwhile = answers(lambda: system.agent.get("/kontakte/"))
    back = until(lambda: system.agent.get("/kontakte/").status == 200, _BACK)
    yield Finding(
        "kill -9 of the web, all of it",
        "refused at once, back by itself, nothing lost",
        f"{meanwhile.text or meanwhile.status}; back {told(back)}; {_change(system, before)}",
        meanwhile.status == 0 and back is not None and _counts(system) == before,
    )


def _broker(system: System) -> Iterator[Finding]:
    with system.dead("broker"):
        page = answers(lambda: system.agent.get("/kontakte/"))
        health = answers(lambda: system.guest().get("/healthz"))
        asked = answers(lambda: ask_for_reset(system, 2))
        pk, message_id = last_mail(system, _ACCOUNT)
        state = state_of(system, pk, _ACCOUNT)
    yield Finding(
        "kill -9 of the broker",
        "pages work, what is to be sent waits",
        f"page {page.status}, /healthz {health.status}, reset {asked.status} after"
        f" {asked.seconds:.1f} s, mail »{state}«",
        (page.status, asked.status, state) == (200, 302, "queued") and asked.seconds < 5,
    )
    gone = until(lambda: state_of(system, pk, _ACCOUNT) == "sent", SWEPT)
    times = system.mail.received(message_id)
    yield Finding(
        "the broker is back",
        "the mail goes by itself, once",
        f"gone {told(gone)}, received {times} ×",
        gone is not None and times == 1,
    )


def _database(system: System) -> Iterator[Finding]:
    before = _counts(system)
    with system.dead("database"):
        page = answers(lambda: system.agent.get("/kontakte/"))
        health = answers(lambda: system.guest().get("/healthz"))
    back = until(lambda: system.agent.get("/kontakte/").status == 200, _BACK)
    yield Finding(
        "kill -9 of PostgreSQL",
        "503 in words, back by itself, nothing lost",
        f"page {page.status} »{page.words}« after {page.seconds:.1f} s, /healthz {health.status};"
        f" back {told(back)}; {_change(system, before)}",
        (page.status, health.status) == (503, 503)
        and "nicht erreichbar" in page.text
        and back is not None
        and _counts(system) == before,
    )


def _simply(system: System, part: str) -> Iterator[Finding]:
    until(lambda: system.is_up(part), _BACK)
    old = system.process(part).pid
    with system.dead(part):
        page = answers(lambda: system.agent.get("/kontakte/"))
    back = until(lambda: system.process(part).pid != old and system.is_up(part), _BACK)
    yield Finding(
        f"kill -9 of {part}",
        "pages work, it is started again",
        f"page {page.status}; started {told(back)}",
        page.status == 200 and back is not None,
    )


def _counts(system: System) -> dict[str, int]:
    return {table: system.count(table) for table in _TABLES}


def _change(system: System, before: dict[str, int]) -> str:
    now = _counts(system)
    changed = {table: now[table] - before[table] for table in now if now[table] != before[table]}
    return f"rows changed: {changed}" if changed else "no row more or less"
