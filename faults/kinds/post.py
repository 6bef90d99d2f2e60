"""What several kinds of fault do with mail."""

from __future__ import annotations

from faults.system import System
from faults.visitor import Answer

RESET = "/konto/password/reset/"
# A sweep comes every half minute, a worker that starts needs some time.
SWEPT = 80


def ask_for_reset(system: System, number: int) -> Answer:
    """Somebody of the demo agency has forgotten the password; `number` says who."""
    emails = [str(email) for (email,) in system.sql("SELECT email FROM accounts_user ORDER BY id")]
    guest = system.guest()
    return guest.post(RESET, guest.form(RESET), email=emails[number % len(emails)])


def send_link(system: System) -> Answer:
    """The agent sends a customer the mail with a link."""
    ((contact, link),) = system.sql(
        "SELECT l.contact_id, l.id FROM sharing_sharelink l JOIN contacts_contactemail e"
        " ON e.contact_id = l.contact_id WHERE l.state = 'active' AND l.valid_until > now()"
        " ORDER BY l.id LIMIT 1"
    )
    page = f"/kontakte/{contact}/freigaben/{link}/senden/"
    return system.agent.post(page, system.agent.form(page))


def last_mail(system: System, table: str = "sharing_outboxmail") -> tuple[int, str]:
    """The row and the Message-ID of the newest mail."""
    ((pk, message_id),) = system.sql(
        f"SELECT id, message_id FROM {table} ORDER BY id DESC LIMIT 1"  # noqa: S608
    )
    return int(str(pk)), str(message_id)


def state_of(system: System, pk: int, table: str = "sharing_outboxmail") -> str:
    """Where a mail is on its way."""
    ((state,),) = system.sql(f"SELECT state FROM {table} WHERE id = %s", pk)  # noqa: S608
    return str(state)


def let_time_pass(system: System, pk: int) -> None:
    """Its deadline (up to 15 minutes) is brought forward; nothing else is touched."""
    system.sql("UPDATE sharing_outboxmail SET next_attempt_at = now() WHERE id = %s", pk)


def is_told_unclear(system: System) -> bool:
    """Whether the start page asks about it."""
    return "ist unklar, ob" in system.agent.get("/").text
