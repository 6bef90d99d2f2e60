"""Contacts by where they live: an area becomes a condition on the postal codes of addresses.

`in_area(contacts, agency_id=…, words=…)` narrows any set of contacts. `words` are an area as
`base.places.areas` reads it (»Bezirk Liezen«, »Wien 2. Bezirk (Leopoldstadt)«, »10 km um 8010
Graz«), a postal code, the beginning of one (»80*«) or the name of a place. Inputs with
suggestions are `base.places.widgets.AreaInput` (several, comma separated).
"""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q

from base.places.areas import area, codes_in
from contacts.models import ContactAddress
from contacts.models.contact import ContactQuerySet


def in_area(contacts: ContactQuerySet, *, agency_id: int, words: str) -> ContactQuerySet:
    """Those of `contacts` with an address that lies there, wholly or in part of its code.

    One condition, reached by the index of (agency, postal code); nobody for empty words.
    """
    words = " ".join(words.split())
    if not words:
        return contacts.none()
    addresses = ContactAddress.objects.filter(_lies_in(words), agency_id=agency_id)
    return contacts.filter(pk__in=addresses.values("contact"))


def _lies_in(words: str) -> Q:
    found = area(words)
    if found is None:
        return _by_code_or_name(words)
    codes: dict[str, list[str]] = defaultdict(list)
    for country, code in codes_in(found):
        codes[country].append(code)
    # Four digits mean different places in AT and CH: the country counts where it is known.
    condition = Q(pk__in=())
    for country, some in sorted(codes.items()):
        condition |= Q(postal_code__in=sorted(some), country__in=[country, ""])
    return condition


def _by_code_or_name(words: str) -> Q:
    bare = words.rstrip("*")
    if not bare.isdecimal():
        return Q(place__iexact=words)
    return Q(postal_code__startswith=bare) if words.endswith("*") else Q(postal_code=bare)
