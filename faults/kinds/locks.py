"""The database takes too long, or somebody else holds a row: a page says so, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from faults.findings import Finding
from faults.system import System, answers

_WORDS = "gerade von jemand anderem bearbeitet"
_LONGEST = 12.0
_TOO_LONG = "Das hat zu lange gedauert"
# Pages have `WEB_STATEMENT_SECONDS`; what works in the background would have far more.
_LONGEST_STATEMENT = 60.0


def measure(system: System) -> Iterator[Finding]:
    """A contact is saved while another session holds its row, and while saving takes for ever."""
    ((pk,),) = system.sql(
        "SELECT min(id) FROM contacts_contact WHERE deleted_at IS NULL AND kind = 'person'"
    )
    yield from _while_held(system, pk)
    yield from _while_slow(system, pk)


def _while_held(system: System, pk: object) -> Iterator[Finding]:
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


def _while_slow(system: System, pk: object) -> Iterator[Finding]:
    path = f"/kontakte/{pk}/"
    fields = system.agent.form(path)
    name = "Zeitlauf"
    with _slow(system, pk):
        cut = answers(lambda: system.agent.post(path, fields, given_name=name))
    kept = system.count("contacts_contact", f"id = {pk} AND given_name = '{name}'")
    yield Finding(
        "a statement of a page runs for ever",
        f"503 in words within {_LONGEST_STATEMENT:.0f} s, nothing changed",
        f"{cut.status} after {cut.seconds:.1f} s »{cut.words}«, {kept} rows changed",
        cut.status == 503
        and _TOO_LONG in cut.text
        and cut.seconds < _LONGEST_STATEMENT
        and kept == 0,
    )
    again = answers(lambda: system.agent.post(path, fields, given_name=name))
    kept = system.count("contacts_contact", f"id = {pk} AND given_name = '{name}'")
    yield Finding(
        "the same form sent again, the database is quick",
        "what was typed is saved",
        f"{again.status}, {kept} rows changed",
        again.status in (302, 303) and kept == 1,
    )


@contextmanager
def _slow(system: System, pk: object) -> Iterator[None]:
    """Every change of this contact takes ten minutes."""
    with system.owner() as owner:
        owner.execute(
            "CREATE FUNCTION takes_for_ever() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$"
        )
        owner.execute(
            "CREATE TRIGGER takes_for_ever BEFORE UPDATE ON contacts_contact FOR EACH ROW "
            f"WHEN (OLD.id = {pk}) EXECUTE FUNCTION takes_for_ever()"
        )
    try:
        yield
    finally:
        with system.owner() as owner:
            owner.execute("DROP FUNCTION takes_for_ever CASCADE")


@contextmanager
def _held(system: System, pk: object) -> Iterator[None]:
    with system.owner() as other, other.transaction():
        other.execute("SELECT 1 FROM contacts_contact WHERE id = %s FOR UPDATE", [pk])
        yield
