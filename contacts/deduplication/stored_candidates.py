"""Finds the stored contacts worth comparing: those that share a blocking key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from contacts.duplicates.keys import ENOUGH, FEW, FEW_NAMESAKES, KIND_BITS, NAME, STRONG
from contacts.duplicates.linkage import LARGEST_BLOCK
from contacts.duplicates.packed import ENGINE, unpack
from contacts.duplicates.prepared import Prepared
from contacts.models import MatchRecord

COMPARED = 20
"""Candidates of one contact that are compared, those that share the most first."""

COMPARED_IN_PASS = 40
"""The same when a whole stock is examined, where a pair is met from one side only."""

_WORTH = """
    CASE WHEN {key} & %(bits)s = %(strong)s OR {count} <=
        CASE {key} & %(bits)s WHEN %(name)s THEN %(namesakes)s ELSE %(few)s END
    THEN 2 ELSE 1 END
"""


def worth_sql(key: str, count: str) -> str:
    """`contacts.duplicates.keys.worth` in SQL, RULE its parameters; both have to say the same."""
    return _WORTH.format(key=key, count=count).strip()


# Blocks are read up to one member more than counts: a fuller one is passed over at once.
_OF_ONE = """
    SELECT r.contact_id, r.packed,
           (SELECT s.version FROM contacts_stockstatistics s WHERE s.agency_id = %(agency)s)
    FROM (
        SELECT member, sum({worth}) AS worth
        FROM unnest(%(keys)s::bigint[]) AS wanted(key)
        CROSS JOIN LATERAL (
            SELECT array_agg(b.contact_id) AS members FROM (
                SELECT contact_id FROM contacts_contactkey
                WHERE agency_id = %(agency)s AND key = wanted.key LIMIT %(block)s + 1
            ) b
        ) blocks
        CROSS JOIN LATERAL unnest(blocks.members) AS member
        WHERE cardinality(blocks.members) <= %(block)s AND member <> %(self)s
        GROUP BY member HAVING sum({worth}) >= %(enough)s
        ORDER BY worth DESC, member LIMIT %(most)s
    ) found
    JOIN contacts_matchrecord r ON r.contact_id = found.member AND r.engine = %(engine)s
""".format(  # noqa: S608 - our own text
    worth=worth_sql("wanted.key", "cardinality(blocks.members)")
).strip()

_OF_MANY = """
    SELECT DISTINCT least(one, other), greatest(one, other) FROM (WITH mine AS MATERIALIZED (
        SELECT contact_id, key FROM contacts_contactkey WHERE contact_id = ANY(%(ids)s)
    ), blocks AS MATERIALIZED (
        SELECT key, {worth} AS worth FROM contacts_contactkey
        WHERE agency_id = %(agency)s AND key IN (SELECT key FROM mine)
        GROUP BY key HAVING count(*) BETWEEN 2 AND %(block)s
    ), ranked AS (
        SELECT m.contact_id AS one, k.contact_id AS other,
               row_number() OVER (
                   PARTITION BY m.contact_id ORDER BY sum(b.worth) DESC, k.contact_id
               ) AS place
        FROM mine m JOIN blocks b USING (key)
        JOIN contacts_contactkey k ON k.agency_id = %(agency)s AND k.key = m.key
        WHERE k.contact_id > m.contact_id OR (%(both)s AND k.contact_id <> m.contact_id)
        GROUP BY m.contact_id, k.contact_id HAVING sum(b.worth) >= %(enough)s
    )
    SELECT one, other FROM ranked WHERE place <= %(most)s) found ORDER BY 1, 2
""".format(  # noqa: S608 - our own text
    worth=worth_sql("key", "count(*)")
).strip()

RULE = {
    "bits": KIND_BITS,
    "strong": STRONG,
    "name": NAME,
    "few": FEW,
    "namesakes": FEW_NAMESAKES,
    "enough": ENOUGH,
    "block": LARGEST_BLOCK,
    "engine": ENGINE,
}


class Candidates(NamedTuple):
    """Contacts worth comparing, and the version of the agency's statistics to weigh them with."""

    records: list[Prepared]
    version: int | None


def candidates_of(keys: Collection[int], agency_id: int, *, but: int | None) -> Candidates:
    """The contacts that share most of `keys`, in one query; `but` is the contact itself."""
    params: dict[str, Any] = {
        **RULE,
        "agency": agency_id,
        "keys": list(keys),
        "self": but or 0,
        "most": COMPARED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE, params)
        rows = cursor.fetchall()
    version = rows[0][2] if rows else None
    return Candidates([unpack(packed, pk) for pk, packed, _ in rows], version)


def candidate_pairs(
    ids: Sequence[int], agency_id: int, *, both_ways: bool
) -> list[tuple[int, int]]:
    """The pairs in which one of `ids` stands, the smaller id first, in order.

    Without `both_ways` only with contacts of a larger id: enough when all are gone through.
    """
    params: dict[str, Any] = {
        **RULE,
        "agency": agency_id,
        "ids": list(ids),
        "both": both_ways,
        "most": COMPARED_IN_PASS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_MANY, params)
        return [(a, b) for a, b in cursor.fetchall()]


def stored_records(ids: Iterable[int]) -> dict[int, Prepared]:
    """The compared form of contacts, by id; deleted ones are absent."""
    rows = MatchRecord.objects.filter(pk__in=list(ids)).values_list("pk", "packed")
    return {pk: unpack(packed, pk) for pk, packed in rows}
