"""Finds the stored contacts worth comparing: those that share a blocking key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
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


# For each of the places that ask for some keys: who shares enough of them, and how much that is.
# Blocks are read up to one member more than counts: a fuller one is passed over at once.
_SHARING = """
    SELECT asked.place, member.contact_id, sum({worth}) AS worth
    FROM unnest(%(places)s::int[], %(keys)s::bigint[]) AS asked(place, key)
    CROSS JOIN LATERAL (
        SELECT array_agg(b.contact_id) AS members FROM (
            SELECT contact_id FROM contacts_contactkey
            WHERE agency_id = %(agency)s AND key = asked.key LIMIT %(block)s + 1
        ) b
    ) blocks
    CROSS JOIN LATERAL unnest(blocks.members) AS member(contact_id)
    {{newer}}
    WHERE cardinality(blocks.members) <= %(block)s
      AND member.contact_id <> ALL(%(besides)s::bigint[])
    GROUP BY asked.place, member.contact_id HAVING sum({worth}) >= %(enough)s
""".format(worth=worth_sql("asked.key", "cardinality(blocks.members)"))  # noqa: S608 - our own text
_NEWER = (
    "JOIN contacts_contact AS contact"
    " ON contact.id = member.contact_id AND contact.updated_at > %(since)s"
)
_OF_ONE = f"""
    SELECT r.contact_id, r.packed,
           (SELECT s.version FROM contacts_stockstatistics s WHERE s.agency_id = %(agency)s)
    FROM (
        SELECT contact_id FROM ({_SHARING.format(newer="")}) AS sharing
        ORDER BY worth DESC, contact_id LIMIT %(most)s
    ) found
    JOIN contacts_matchrecord r ON r.contact_id = found.contact_id AND r.engine = %(engine)s
""".strip()  # noqa: S608 - our own text
_OF_EACH = """
    SELECT place, contact_id FROM (
        SELECT place, contact_id, row_number() OVER (
            PARTITION BY place ORDER BY worth DESC, contact_id
        ) AS rank FROM ({sharing}) AS sharing
    ) AS ranked WHERE rank <= %(most)s ORDER BY place, rank
""".strip()

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
        "places": [0] * len(keys),
        "keys": list(keys),
        "besides": [but or 0],
        "most": COMPARED,
    }
    with connection.cursor() as cursor:
        cursor.execute(_OF_ONE, params)
        rows = cursor.fetchall()
    version = rows[0][2] if rows else None
    return Candidates([unpack(packed, pk) for pk, packed, _ in rows], version)


def candidates_of_each(
    keys: Sequence[Collection[int]],
    agency_id: int,
    *,
    since: datetime | None = None,
    besides: Collection[int] = (),
) -> dict[int, list[int]]:
    """For each place in `keys` the ids of contacts that share most of them, in one query.

    With `since` only those that came or changed later; never those in `besides`.
    """
    asked = [(place, key) for place, some in enumerate(keys) for key in some]
    params: dict[str, Any] = {
        **RULE,
        "agency": agency_id,
        "places": [place for place, _key in asked],
        "keys": [key for _place, key in asked],
        "since": since,
        "besides": list(besides),
        "most": COMPARED,
    }
    sharing = _SHARING.format(newer=_NEWER if since else "")
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_OF_EACH.format(sharing=sharing), params)
        for place, pk in cursor.fetchall():
            found[place].append(pk)
    return found


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
