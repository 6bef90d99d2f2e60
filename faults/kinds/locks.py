"""Somebody else holds a row: a page says so in words, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from faults.findings import Finding
from faults.system import System, answers

_WORDS = "gerade von jemand anderem bearbeitet"
_LONGEST = 12.0


def measure(system: System) -> Iterator[Finding]:
    """A contact is saved while another session holds its row."""
    ((pk,),) = system.sql(
        "SELECT min(id) FROM contacts_contact WHERE deleted_at IS NULL AND kind = 'person'"
    )
    path = f"/kontakte/{pk}/"
    fields = system.agent.form(path)
    name = "Fehlerlauf"
    with _held(system, pk):
        plain = answers(lambda: system.agent.post(path, fields, given_name=name))
    kept = system.count("contacts_contact", f"id = {pk} AND given_name = '{name}'")
    yield Finding(
        "a row is locked elsewhere while it is saved",
        f"409 in words within {_LONGEST:.0f} s, nothing changed",
        f"{plain.status} after {plain.seconds:.1f} s »{plain.words}«, {kept} rows changed",
        plain.status == 409 and _WORDS in plain.text and plain.seconds < _LONGEST and kept == 0,
    )
    again = answers(lambda: system.agent.post(path, fields, given_name=name))
    kept = system.count("contacts_contact", f"id = {pk} AND given_name = '{name}'")
    yield Finding(
        "the same form sent again, the lock is gone",
        "what was typed is saved",
        f"{again.status}, {kept} rows changed",
        again.status in (302, 303) and kept == 1,
    )


@contextmanager
def _held(system: System, pk: object) -> Iterator[None]:
    with system.owner() as other, other.transaction():
        other.execute("SELECT 1 FROM contacts_contact WHERE id = %s FOR UPDATE", [pk])
        yield
