"""Filters by where contacts are: a place, a postal code, an area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import lru_cache

from django.db.models import Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext as _

from base.accounts.models import Agency
from base.errors import DomainError
from base.places.areas import Level, area, codes_in, gazetteer
from contacts import ordering
from contacts.fields.normalise import sort_form
from contacts.models import ContactAddress

Values = tuple[str, ...]
_LAST_CHARACTER = "\U0010ffff"


def read_place(value: str) -> str:
    """The value if there is a digit or a letter to look for."""
    return value if value[:1].isdecimal() or sort_form(value) else ""


def is_at(agency: Agency, values: Values) -> Q:
    """By postal code any address, by name the first one; both by their beginning."""
    found = Q()
    for value in values:
        if value[0].isdecimal():
            rows = ContactAddress.objects.filter(agency=agency, postal_code__startswith=value)
            found |= Q(pk__in=rows.values("contact"))
        else:
            begin = sort_form(value)
            found |= Q(GreaterThanOrEqual(ordering.PLACE, begin)) & Q(
                LessThan(ordering.PLACE, begin + _LAST_CHARACTER)
            )
    return found


def ties_of_place(values: Values) -> Collection[str]:
    """Names are a range of the order by place; postal codes lie anywhere in it."""
    return ["place"] if any(value[0].isdecimal() for value in values) else []


def read_area(value: str) -> str:
    """The area in its own words. Raises DomainError for one that nobody knows."""
    found = area(value)
    if found is None:
        raise DomainError(
            _(
                "»%(value)s« ist kein Gebiet. Möglich sind zum Beispiel »Bezirk Liezen« und"
                " »10 km um 8010 Graz«."
            )
            % {"value": value}
        )
    return found.words


def lies_in(agency: Agency, values: Values) -> Q:
    """Contacts with any address whose postal code lies in one of the areas, wholly or in part."""
    codes: dict[str, set[str]] = defaultdict(set)
    for value in values:
        if found := area(value):
            for country, code in codes_in(found):
                codes[country].add(code)
    inside = Q(pk=None)
    for country, within in codes.items():
        inside |= Q(country__in=[country, ""], postal_code__in=within)
    return Q(pk__in=ContactAddress.objects.filter(inside, agency=agency).values("contact"))


def areas_near(agency: Agency) -> Sequence[str]:
    """States, counties and Vienna's districts of the agency's country."""
    return _areas_of(agency.country)


@lru_cache(maxsize=8)
def _areas_of(country: str) -> Sequence[str]:
    levels = (Level.STATE, Level.COUNTY, Level.DISTRICT)
    known = [one for one in gazetteer().by_key.values() if one.entry.country == country]
    return [one.words for one in known if one.level in levels]
