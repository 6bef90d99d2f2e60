"""Search as the overview does it: the first page of what is found, in the order of names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import urlencode

from django.http import QueryDict

from base.accounts.models import Agency
from bench.cases.common import fetch_by_key, fetch_by_orm, office, some_ids
from bench.measuring import Result, compare, interleaved
from bench.plan import PRIMARY_KEY, PRIMARY_KEY_ORM
from bench.stock import vocabulary
from contacts.fields.normalise import sort_form
from contacts.listing.overview import Overview
from contacts.models import Contact

ROUNDS = 200
Query = Callable[[Random, Contact], str]


def _rare_name(chance: Random, known: Contact) -> str:
    """Names behind the common ones, which the stock composes."""
    return chance.choice(vocabulary.FAMILY_STARTS) + chance.choice(vocabulary.FAMILY_ENDINGS)


def _email(chance: Random, known: Contact) -> str:
    return known.primary_email


def _three_letters(chance: Random, known: Contact) -> str:
    return sort_form(known.family_name or known.company_name)[:3]


def _common_word(chance: Random, known: Contact) -> str:
    return chance.choice([*vocabulary.FAMILY_NAMES[:12], *vocabulary.FEMALE[:6], "Wien", "Graz"])


def _two_words(chance: Random, known: Contact) -> str:
    return f"{known.given_name} {known.family_name}" if known.given_name else known.company_name


MIX: dict[str, Query] = {
    "rare-name": _rare_name,
    "email": _email,
    "three-letters": _three_letters,
    "common-word": _common_word,
    "two-words": _two_words,
}


def measure(rows: int) -> Iterator[Result]:
    """Each kind of term, then all of them mixed; no term is asked twice in a row of rounds."""
    agency = office()
    known = _known_contacts(rows)
    queries = {name: _terms(query, known) for name, query in MIX.items()}
    mixed = [terms[number] for number in range(len(known)) for terms in queries.values()]
    for name, terms in [*queries.items(), ("", mixed)]:
        yield from _measured("-".join(filter(None, ["search", name])), terms, agency, rows)


def _known_contacts(rows: int) -> list[Contact]:
    ids = some_ids(rows, ROUNDS * 3, "search")
    found = Contact.objects.filter(pk__in=ids).exclude(primary_email="").order_by("pk")
    mixed = list(found)
    Random("mixed").shuffle(mixed)  # noqa: S311
    return mixed[: ROUNDS * 6 // 5]


def _terms(query: Query, known: list[Contact]) -> list[str]:
    chance = Random("terms")  # noqa: S311
    return [query(chance, contact) for contact in known]


def _measured(name: str, terms: list[str], agency: Agency, rows: int) -> list[Result]:
    ids = some_ids(rows, len(terms), "floor")
    stock = Contact.objects.filter(agency=agency).present()

    def ask(number: int) -> object:
        return Overview.of(stock, agency, QueryDict(urlencode({"q": terms[number]}))).page

    subjects = {
        name: ask,
        PRIMARY_KEY: lambda number: fetch_by_key(ids[number]),
        PRIMARY_KEY_ORM: lambda number: fetch_by_orm(ids[number]),
    }
    warm = len(terms) // 10
    return compare(name, rows, interleaved(subjects, len(terms) - warm, warm))
