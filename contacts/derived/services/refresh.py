"""Keeps derived columns, search words and blocking keys in step with the contacts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from contacts.choices import ContactKind
from contacts.derived.columns import COLUMNS, Derived, derive
from contacts.derived.identity import ContactPoint, Snapshot, new_snapshot, snapshots
from contacts.duplicates.packed import ENGINE
from contacts.models import (
    Contact,
    ContactPair,
    Examination,
    MatchRecord,
    Relation,
)
from contacts.relation_kinds import COUPLE_MEMBER

CHUNK = 1_000

# Only names of our own columns go into the text.
_WRITE = """
    UPDATE contacts_contact AS c SET ({columns}) = ROW({values})
    FROM unnest(%s::bigint[], {arrays}) AS v(id, {columns})
    WHERE c.id = v.id AND ROW({current}) IS DISTINCT FROM ROW({values})
""".format(  # noqa: S608
    columns=", ".join(COLUMNS),
    values=", ".join(f"v.{name}" for name in COLUMNS),
    current=", ".join(f"c.{name}" for name in COLUMNS),
    arrays=", ".join("%s::text[]" for _ in COLUMNS),
)

# Some dozen words and keys of a contact travel as one text: many times faster than one by one.
# Only what differs is written: most saves change a few words or none. EXCEPT and not a join, which
# becomes a loop in a loop where the database knows nothing yet of how many rows there are.
_WORDS = """
    WITH wanted AS MATERIALIZED (
        SELECT v.agency, word, v.sort_key, v.id
        FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[])
                 AS v(agency, id, words, sort_key),
             string_to_table(v.words, E'\\n') AS word
    ), present AS MATERIALIZED (
        SELECT agency_id, word::text, sort_key::text, contact_id
        FROM contacts_contactword WHERE contact_id = ANY(%s)
    ), outdated AS MATERIALIZED (
        SELECT * FROM present EXCEPT SELECT * FROM wanted
    ), gone AS (
        DELETE FROM contacts_contactword w USING outdated o
        WHERE w.contact_id = o.contact_id AND w.word = o.word AND w.sort_key = o.sort_key
    )
    INSERT INTO contacts_contactword (agency_id, word, sort_key, contact_id)
    SELECT * FROM wanted EXCEPT SELECT * FROM present
"""
_KEYS = """
    WITH wanted AS MATERIALIZED (
        SELECT v.agency, key::bigint, v.id
        FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS v(agency, id, keys),
             string_to_table(v.keys, E'\\n') AS key
    ), present AS MATERIALIZED (
        SELECT agency_id, key, contact_id FROM contacts_contactkey WHERE contact_id = ANY(%s)
    ), outdated AS MATERIALIZED (
        SELECT * FROM present EXCEPT SELECT * FROM wanted
    ), gone AS (
        DELETE FROM contacts_contactkey k USING outdated o
        WHERE k.agency_id = o.agency_id AND k.key = o.key AND k.contact_id = o.contact_id
    )
    INSERT INTO contacts_contactkey (agency_id, key, contact_id)
    SELECT * FROM wanted EXCEPT SELECT * FROM present
"""


def refresh_derived(ids: Iterable[int]) -> None:
    """Recomputes all that is derived for the contacts `ids` and for the couples they belong to.

    However they were changed; the number of queries is the same for one and for a thousand.
    """
    touched = set(ids)
    joined = Relation.objects.filter(kind=COUPLE_MEMBER, a__in=touched)
    wanted = sorted(touched.union(joined.values_list("b", flat=True)))
    for start in range(0, len(wanted), CHUNK):
        with transaction.atomic(savepoint=False):
            _refresh(wanted[start : start + CHUNK])


def refresh_changed(contact: Contact) -> Snapshot:
    """Does the same for `contact` after it was saved, and tells what it is known by now."""
    if contact.is_in_couple:
        joined = Relation.objects.filter(kind=COUPLE_MEMBER, a=contact)
        refresh_derived(joined.values_list("b", flat=True))
    ((snapshot, derived),) = _refresh([contact.pk])
    for name in COLUMNS:
        setattr(contact, name, getattr(derived, name))
    return snapshot


def _refresh(ids: Sequence[int]) -> list[tuple[Snapshot, Derived]]:
    # The lock keeps two refreshes of one contact from writing its rows twice.
    derived = [(contact, derive(contact)) for contact in snapshots(ids, lock=True)]
    if derived:
        _write_columns(derived)
        _write_match_records(derived)
        _write_words_and_keys(derived)
    return derived


def derive_new(
    made: Iterable[tuple[Contact, Iterable[ContactPoint]]],
) -> list[tuple[Snapshot, Derived]]:
    """Sets the derived columns of numbered contacts that are not stored yet.

    The rest is for `write_new`. Couples are left to `refresh_derived`.
    """
    derived = []
    for contact, rows in made:
        if contact.kind == ContactKind.COUPLE:
            continue
        snapshot = new_snapshot(contact, rows)
        new = derive(snapshot)
        for name in COLUMNS:
            setattr(contact, name, getattr(new, name))
        derived.append((snapshot, new))
    return derived


def write_new(derived: Sequence[tuple[Snapshot, Derived]]) -> None:
    """Writes what stands beside contacts that have just been stored."""
    if derived:
        _write_match_records(derived)
        _write_words_and_keys(derived)


def _write_words_and_keys(derived: Sequence[tuple[Snapshot, Derived]]) -> None:
    agencies = [contact.agency_id for contact, _new in derived]
    ids = [contact.id for contact, _new in derived]
    words = ["\n".join(sorted(new.words)) or None for _contact, new in derived]
    keys = ["\n".join(map(str, sorted(new.keys))) or None for _contact, new in derived]
    order = [new.sort_key for _contact, new in derived]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS.strip(), [agencies, ids, words, order, ids])
        cursor.execute(_KEYS.strip(), [agencies, ids, keys, ids])


# A record that comes out as it was is not examined again.
_WRITE_RECORDS = """
    INSERT INTO contacts_matchrecord AS r (contact_id, agency_id, packed, engine, examination)
    SELECT v.id, v.agency, v.packed, %s, %s
    FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS v(id, agency, packed)
    ON CONFLICT (contact_id) DO UPDATE
    SET packed = excluded.packed, engine = excluded.engine, examination = excluded.examination
    WHERE (r.packed, r.engine) IS DISTINCT FROM (excluded.packed, excluded.engine)
"""


def _write_match_records(derived: Sequence[tuple[Snapshot, Derived]]) -> None:
    """The compared form of present contacts; deleted ones leave the pairs they were in."""
    present = [(c.id, c.agency_id, new.packed) for c, new in derived if new.packed is not None]
    if present:
        columns = [list(column) for column in zip(*present, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE_RECORDS.strip(), [ENGINE, Examination.DUE, *columns])
    gone = [contact.id for contact, new in derived if new.packed is None]
    if gone:
        _leave_pairs(gone)


def _leave_pairs(gone: Sequence[int]) -> None:
    left = ContactPair.objects.filter(Q(a__in=gone) | Q(b__in=gone))
    others = {pk for pair in left.values_list("a_id", "b_id") for pk in pair} - set(gone)
    MatchRecord.objects.filter(pk__in=others).update(examination=Examination.DUE)
    left.delete()
    MatchRecord.objects.filter(pk__in=gone).delete()


def _write_columns(derived: Sequence[tuple[Snapshot, Derived]]) -> None:
    params: list[list[Any]] = [[contact.id for contact, _ in derived]]
    params += [[getattr(new, name) for _, new in derived] for name in COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE.strip(), params)


def touch_activity(ids: Iterable[int], at: datetime) -> None:
    """Notes that something happened with the contacts at `at`; never moves the time back."""
    earlier = Q(last_activity_at__isnull=True) | Q(last_activity_at__lt=at)
    Contact.objects.filter(earlier, pk__in=list(ids)).update(last_activity_at=at)
