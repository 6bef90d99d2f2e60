"""Finds contacts by the words that people type.

Every contact has its normalised words in one table, whose covering index is read as ranges: one
range per word typed, each with a cap. Nothing here touches a contact's row unless a rare word
has narrowed the search down before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from contacts.fields.normalise import search_terms
from contacts.models.contact import ContactQuerySet

# So many hits are listed and counted; who types a word that more contacts have sees the first.
SEARCH_CAP = 3_000
# Up to so many contacts have their words compared one by one.
_FEW = 2_000
# Two common words are both read up to here, and what has both is found.
_COMMON = 40_000
# Beginnings of words as short as this are too common to be read.
_SHORT = 2

_LAST_CHARACTER = "\U0010ffff"
# ~>=~ and ~<~ compare bytes, as the index does, whatever the database's collation is.
_RANGE = """
    SELECT contact_id, sort_key FROM contacts_contactword
    WHERE agency_id = %s AND word ~>=~ %s AND word ~<~ %s
"""
_IN_ORDER = " ORDER BY word USING ~<~, sort_key, contact_id LIMIT %s"
_COUNT = "(SELECT count(*) FROM ({words}) AS w)"
_OF_TERM = "SELECT contact_id FROM ({words}) AS w"
# Each term is a bit. Joined, the planner would take the ranges for short (it cannot count what
# begins with a prefix) and read one anew for every row of the other, which takes half a minute.
_ONE_OF_ALL = "SELECT contact_id, sort_key, {bit} AS term FROM ({words}) AS w"
_HAS_ALL = """
    SELECT contact_id, min(sort_key) AS sort_key FROM ({words}) AS w
    GROUP BY contact_id HAVING bit_or(term) = {all_bits}
"""
_COMPARED = """
    SELECT contact_id, w.sort_key FROM ({words}) AS w
    JOIN contacts_contact AS c ON c.id = contact_id WHERE {has_others}
"""
_IDS = """
    SELECT array_agg(contact_id ORDER BY sort_key, contact_id)
    FROM (SELECT contact_id, min(sort_key) AS sort_key FROM ({hits}) AS h GROUP BY 1) AS found
"""

Term = tuple[str, ...]
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Search:
    """What somebody looks for among the contacts of an agency."""

    agency_id: int
    query: str

    @property
    def terms(self) -> list[Term]:
        """What has to be met, each by one of its prefixes."""
        return search_terms(self.query)

    def ids(self) -> list[int]:
        """The contacts found, by name; at most `SEARCH_CAP` of them."""
        if not self.terms:
            return []
        hits, params = self._hits(SEARCH_CAP)
        with connection.cursor() as cursor:
            cursor.execute(_IDS.format(hits=hits), params)
            (found,) = cursor.fetchone() or (None,)
        return (found or [])[:SEARCH_CAP]

    def all_ids(self) -> RawSQL:
        """All contacts found, however many, as a subquery: for what takes its time anyway."""
        if not self.terms:
            return RawSQL("SELECT 0 WHERE false", [])
        ranges = [_words(self.agency_id, term) for term in self.terms]
        parts = [_OF_TERM.format(words=sql) for sql, _ in ranges]
        sql, params = " INTERSECT ".join(parts), [one for _, params in ranges for one in params]
        return RawSQL(sql, params)  # noqa: S611 - our own text, values are parameters

    def _hits(self, cap: int) -> Statement:
        """What yields (contact, sort key) of each hit, doubles among them."""
        if len(self.terms) == 1:
            return _words(self.agency_id, self.terms[0], cap + 1)
        read = [term for term in self.terms if len(term[0]) > _SHORT] or self.terms
        sizes = self._sizes(read)
        rarest = min(read, key=lambda term: sizes[term])
        if sizes[rarest] <= _FEW:
            return self._compared(_words(self.agency_id, rarest), set(self.terms) - {rarest})
        if len(read) == 1:
            words = _words(self.agency_id, rarest, cap + 1)
        else:
            words = self._having_all(read)
        return self._compared(words, set(self.terms) - set(read))

    def _having_all(self, terms: Sequence[Term]) -> Statement:
        parts, params = [], []
        for number, term in enumerate(terms):
            words, more = _words(self.agency_id, term, _COMMON)
            parts.append(_ONE_OF_ALL.format(words=words, bit=1 << number))
            params += more
        words = " UNION ALL ".join(parts)
        return _HAS_ALL.format(words=words, all_bits=(1 << len(terms)) - 1), params

    def _compared(self, hits: Statement, others: Iterable[Term]) -> Statement:
        """Those of the hits that have the other terms as well, by the text of the contact."""
        words, params = hits
        conditions = []
        for term in sorted(others):
            conditions.append("(" + " OR ".join(["c.search_text LIKE %s"] * len(term)) + ")")
            params = [*params, *(f"% {_plain(prefix)}%" for prefix in term)]
        if not conditions:
            return hits
        return _COMPARED.format(words=words, has_others=" AND ".join(conditions)), params

    def _sizes(self, terms: Iterable[Term]) -> dict[Term, int]:
        """How common each term is, counted up to where it is no longer rare; one query."""
        ranges = {term: _words(self.agency_id, term, _FEW + 1) for term in terms}
        counts = ", ".join(_COUNT.format(words=sql) for sql, _ in ranges.values())
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {counts}", [one for _, params in ranges.values() for one in params]
            )
            return dict(zip(ranges, cursor.fetchone() or (), strict=True))


def search(contacts: ContactQuerySet, agency_id: int, query: str) -> ContactQuerySet:
    """Those of `contacts` that have, for each word of `query`, one that begins with it.

    Words are compared folded (ä, ae and a are one), phones in any notation.
    """
    if not query.strip():
        return contacts
    return contacts.filter(among(Search(agency_id, query).ids()))


def among(ids: Sequence[int]) -> Q:
    """As one array: a list of thousands of parameters would cost more than the query."""
    return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(ids)]))


def _words(agency_id: int, term: Term, cap: int | None = None) -> Statement:
    ending = _IN_ORDER if cap else ""
    parts = [f"({_RANGE}{ending})"] * len(term)
    params: list[Any] = []
    for prefix in term:
        params += [agency_id, prefix, prefix + _LAST_CHARACTER, *([cap] if cap else [])]
    return " UNION ALL ".join(parts), params


def _plain(prefix: str) -> str:
    """The prefix without a special meaning in LIKE."""
    return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
