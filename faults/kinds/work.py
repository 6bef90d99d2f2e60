"""kill -9 of workers in the middle of their work: it is done once, all of it."""

from __future__ import annotations

from collections.abc import Iterator

from faults.findings import Finding
from faults.kinds.post import (
    SWEPT,
    is_told_unclear,
    last_mail,
    let_time_pass,
    send_link,
    state_of,
)
from faults.mailserver import Manner
from faults.system import System, answers, told, until

CARDS = 1500
_LONG = 150.0


def measure(system: System) -> Iterator[Finding]:
    """An import, a mail that was not complete, and one that the server has."""
    yield from _import(system)
    yield from _before_the_end(system)
    yield from _after_the_end(system)


def _import(system: System) -> Iterator[Finding]:
    run = _released(system)
    before = system.count("contacts_contact") - _done(system, run)
    until(lambda: _done(system, run) > 0, _LONG)
    with system.dead("worker"):
        done = _done(system, run)
        page = answers(lambda: system.agent.get(f"/kontakte/import/{run}/"))
    ended = until(lambda: system.count("jobs_importrun", f"id = {run} AND state = 'done'"), _LONG)
    results = system.count("jobs_importitem", f"run_id = {run} AND outcome = 'created'")
    left = system.count("jobs_importitem", f"run_id = {run} AND outcome = 'pending'")
    more = system.count("contacts_contact") - before
    yield Finding(
        f"kill -9 of the worker amid an import of {CARDS}",
        "goes on by itself; each card one contact",
        f"killed after {done} cards, page {page.status}; done {told(ended)}: {results} created,"
        f" {left} left, {more} contacts more",
        0 < done < CARDS
        and page.status == 200
        and ended is not None
        and (left, more) == (0, results)
        and results == CARDS,
    )


def _released(system: System) -> int:
    """A run that was read and that somebody has just released."""
    page = "/kontakte/import/"
    fields = system.agent.form(page)
    answer = system.agent.upload(page, fields, "adressen.vcf", _cards())
    run = int(answer.location.rstrip("/").rpartition("/")[2])
    address = f"{page}{run}/"
    until(lambda: system.count("jobs_importrun", f"id = {run} AND state = 'review'"), _LONG)
    for do in ("take_all", "import"):
        system.agent.post(address, system.agent.form(address), do=do)
    return run


def _done(system: System, run: int) -> int:
    return system.count("jobs_importitem", f"run_id = {run} AND outcome = 'created'")


def _cards() -> bytes:
    """Nobody resembles anybody: the letters of each name are those of its number."""
    names = ["".join(chr(ord("a") + int(digit) * 2) for digit in f"{n:05}") for n in range(CARDS)]
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name.title()}berg;Fa{name[::-1]};;;\r\n"
        f"FN:Fa{name[::-1]} {name.title()}berg\r\nEND:VCARD\r\n"
        for name in names
    ).encode()


def _before_the_end(system: System) -> Iterator[Finding]:
    system.mail.manner = Manner.DAWDLING
    pk, message_id = _killed_in_the_middle(system)
    sent = until(lambda: state_of(system, pk) == "sent", SWEPT)
    times = system.mail.received(message_id)
    yield Finding(
        "kill -9 of the mail worker before DATA",
        "sent once after its deadline (brought forward)",
        f"sent {told(sent)}, received {times} ×",
        sent is not None and times == 1,
    )


def _after_the_end(system: System) -> Iterator[Finding]:
    system.mail.manner = Manner.SILENT
    pk, message_id = _killed_in_the_middle(system)
    judged = until(lambda: state_of(system, pk) == "unclear", SWEPT)
    times, asks = system.mail.received(message_id), is_told_unclear(system)
    yield Finding(
        "kill -9 of the mail worker amid DATA",
        "»unclear« after its deadline, asked about, once",
        f"unclear {told(judged)}, start page {'asks' if asks else 'is silent'}, received {times} ×",
        judged is not None and asks and times == 1,
    )


def _killed_in_the_middle(system: System) -> tuple[int, str]:
    until(lambda: not system.mail.waiting, 70)
    answers(lambda: send_link(system))
    pk, message_id = last_mail(system)
    until(lambda: system.mail.waiting, 60)
    system.kill("mail-worker")
    system.mail.manner = Manner.HONEST
    let_time_pass(system, pk)
    return pk, message_id
