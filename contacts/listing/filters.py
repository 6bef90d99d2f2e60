"""The filters of the overview: how each reads its address, narrows the list and names itself.

Conditions compare the expressions that lists are sorted by (`contacts.ordering`) where they can,
so that one index serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.fields import array
from django.db.models import Q, Value
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    In,
    LessThan,
    LessThanOrEqual,
)
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.labels import Label
from base.listing.address import read_id
from base.ui.fields import GermanDateField
from base.ui.formats import day
from contacts import ordering
from contacts.choices import ContactKind, ContactRole, Source, Status
from contacts.fields.normalise import sort_form
from contacts.listing.places import (
    areas_near,
    is_at,
    lies_in,
    read_area,
    read_place,
    ties_of_place,
)
from contacts.models import Contact

Values = tuple[str, ...]
Choices = Sequence[tuple[str, Label]]
WITHOUT = "ohne"
# A lookup that the stubs do not know.
_OVERLAP: Any = array.ArrayOverlap  # type: ignore[attr-defined]
_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Filter:
    """One filter; several of its values widen it, unless `is_single` or its condition says no.

    `read` gives the form of a value that stands in addresses, or "" for one without a sense; it
    raises DomainError where the person should know.

    Walking a list in order is slow where its first rows are those that the filter excludes. For
    such an order (by key) `bounds` has a condition that follows from the filter and is a range of
    the order's index; `tied_to` names orders for which there is none.
    """

    key: str
    label: Label
    where: Callable[[Agency, Values], Q]
    choices: Callable[[Agency], Choices] = lambda agency: ()
    read: Callable[[str], str] = str
    shown: Callable[[str], str] = str
    is_single: bool = False
    bounds: Mapping[str, Callable[[Agency, Values], Q]] = field(default_factory=dict)
    tied_to: Callable[[Values], Collection[str]] = lambda values: ()
    hint: Label = ""
    suggestions: Callable[[Agency], Sequence[str]] = lambda agency: ()

    def values(self, given: Iterable[str]) -> Values:
        """The values of an address that make sense, each once. Raises DomainError."""
        parts = [part for value in given for part in value.replace("\x00", "").split(",")]
        read = [self.read(" ".join(part.split())[:100]) for part in parts if part.strip()]
        known = tuple(dict.fromkeys(filter(None, read)))
        return known[-1:] if self.is_single else known[:50]


def _one_of(choices: Choices) -> Callable[[str], str]:
    codes = {code for code, _label in choices}
    return lambda value: value if value in codes else ""


def _choice(
    key: str,
    label: Label,
    choices: Choices,
    where: Callable[[Agency, Values], Q],
    *,
    is_single: bool = False,
    bounds: Mapping[str, Callable[[Agency, Values], Q]] | None = None,
) -> Filter:
    return Filter(
        key,
        label,
        where,
        lambda agency: choices,
        _one_of(choices),
        is_single=is_single,
        bounds=bounds or {},
    )


# What somebody is, and how warm the relation is


def _has_role(agency: Agency, values: Values) -> Q:
    wanted = [value for value in values if value != WITHOUT]
    found = Q(_OVERLAP(ordering.ALL_ROLES, Value(wanted))) if wanted else Q()
    if WITHOUT in values:
        found |= Q(Exact(ordering.ROLE, len(ordering.ROLES)))
    return found


def _rank_of_role(agency: Agency, values: Values) -> Q:
    """A contact ranks by the first of its roles."""
    return Q(LessThanOrEqual(ordering.ROLE, max(_rank(ordering.ROLES, one) for one in values)))


def _has_status(agency: Agency, values: Values) -> Q:
    return Q(In(ordering.STATUS, [_rank(ordering.STATUSES, value) for value in values]))


def _has_source(agency: Agency, values: Values) -> Q:
    return Q(In(ordering.SOURCE, [_rank(ordering.SOURCES, value) for value in values]))


def _rank(codes: Sequence[str], value: str) -> int:
    return codes.index(value) if value in codes else len(codes)


def _is_kind(agency: Agency, values: Values) -> Q:
    return Q(kind__in=values)


def _people(agency: Agency) -> Choices:
    people = User.objects.filter(agency=agency).order_by("name", "email")
    return [(WITHOUT, _("niemand")), *((str(person.pk), str(person)) for person in people)]


def _person_id(value: str) -> str:
    return value if read_id(value) or value == WITHOUT else ""


def _is_responsible(agency: Agency, values: Values) -> Q:
    ids = [int(value) for value in values if value != WITHOUT]
    found = Q(responsible__in=ids) if ids else Q()
    return found | Q(responsible=None) if WITHOUT in values else found


def _name_of_responsible(agency: Agency, values: Values) -> Q:
    ids = [int(value) for value in values if value != WITHOUT]
    people = User.objects.filter(agency=agency, pk__in=ids) if ids else ()
    keys = [sort_form(str(person))[:140] for person in people]
    return Q(In(ordering.RESPONSIBLE, [*keys, "~"] if WITHOUT in values else keys or ["~"]))


def _is_rated(agency: Agency, values: Values) -> Q:
    return Q(GreaterThanOrEqual(ordering.RATING, int(values[0])))


def _has_tags(agency: Agency, values: Values) -> Q:
    return Q(tags__contains=list(values))


def _first_tag(agency: Agency, values: Values) -> Q:
    """A contact stands under the first of its tags."""
    last = min(sort_form(value) for value in values) + _LAST_CHARACTER
    return Q(LessThan(ordering.TAGS, last))


def frequent_tags(agency: Agency, most: int = 30) -> list[str]:
    """Tags in use: those of the contacts that were tagged last, most frequent first."""
    newest = Contact.objects.filter(agency=agency).present().exclude(tags=[]).order_by("-pk")
    counts: dict[str, int] = {}
    for tags in newest.values_list("tags", flat=True)[:1_000]:
        for tag in tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], sort_form(tag)))[:most]


# What is missing or ends


def _terms(agency: Agency, values: Values) -> Q:
    is_missing = Exact(ordering.TERMS, ordering.NEVER)
    return Q(is_missing if values[0] == "fehlt" else GreaterThan(ordering.TERMS, ordering.NEVER))


def _orders(agency: Agency, values: Values) -> Q:
    return Q(open_orders=0) if values[0] == WITHOUT else Q(open_orders__gt=0)


def _id_ends(agency: Agency, values: Values) -> Q:
    today, until = timezone.localdate(), ordering.ID_UNTIL
    if values[0] == WITHOUT:
        return Q(Exact(until, ordering.NO_DAY))
    if values[0] == "abgelaufen":
        return Q(LessThan(until, today))
    last = today + timedelta(days=int(values[0]))
    return Q(GreaterThanOrEqual(until, today)) & Q(LessThanOrEqual(until, last))


def _is_to_go(agency: Agency, values: Values) -> Q:
    return Q(delete_on__lte=timezone.localdate() + timedelta(days=int(values[0])))


_REACH = {
    "telefon": Q(Exact(ordering.PHONE, "~")),
    "email": Q(Exact(ordering.EMAIL, "~")),
    "adresse": Q(Exact(ordering.PLACE, "~")),
}


def _lacks(agency: Agency, values: Values) -> Q:
    found = Q()
    for value in values:
        found &= _REACH[value]
    return found


def _blocked(agency: Agency, values: Values) -> Q:
    return Q(do_not_contact=values[0] == "ja")


# When


def _birthday(agency: Agency, values: Values) -> Q:
    first = timezone.localdate()
    last = first + timedelta(days=int(values[0]))
    begin, end = (one.month * 100 + one.day for one in (first, last))
    after = Q(GreaterThanOrEqual(ordering.BIRTHDAY, begin))
    before = Q(LessThanOrEqual(ordering.BIRTHDAY, end))
    is_known = Q(birth_date__isnull=False)
    return is_known & (after & before if begin <= end else after | before)


def _since(agency: Agency, values: Values) -> Q:
    begin = datetime.combine(date.fromisoformat(values[0]), time.min)
    return Q(created_at__gte=timezone.make_aware(begin))


def _day_value(value: str) -> str:
    try:
        found = GermanDateField().clean(value)
    except Exception as error:
        message = " ".join(getattr(error, "messages", [str(error)]))
        raise DomainError(f"{value}: {message}") from error
    return found.isoformat() if found else ""


def _quiet(agency: Agency, values: Values) -> Q:
    if values[0] == "nie":
        return Q(Exact(ordering.ACTIVITY, ordering.NEVER))
    return Q(LessThan(ordering.ACTIVITY, timezone.now() - timedelta(days=int(values[0]))))


_NOTHING: Choices = [(WITHOUT, _("keine Angabe"))]

_ALL = (
    _choice(
        "rolle",
        _("Rolle"),
        [*ContactRole.choices, (WITHOUT, _("ohne Rolle"))],
        _has_role,
        bounds={"roles": _rank_of_role},
    ),
    _choice("status", _("Status"), Status.choices, _has_status),
    _choice("art", _("Art"), ContactKind.choices, _is_kind),
    Filter(
        "zustaendig",
        _("Zuständig"),
        _is_responsible,
        _people,
        _person_id,
        bounds={"responsible": _name_of_responsible},
    ),
    _choice("herkunft", _("Herkunft"), [*Source.choices, *_NOTHING], _has_source),
    _choice(
        "agb",
        _("AGB / Provision"),
        [("fehlt", _("nicht bestätigt")), ("bestaetigt", _("bestätigt"))],
        _terms,
        is_single=True,
    ),
    _choice(
        "auftrag",
        _("Suchauftrag"),
        [(WITHOUT, _("keiner offen")), ("mit", _("offen"))],
        _orders,
        is_single=True,
    ),
    _choice(
        "bewertung",
        _("Bewertung"),
        [("5", "5 ★"), ("4", _("ab 4 ★")), ("3", _("ab 3 ★"))],
        _is_rated,
        is_single=True,
    ),
    _choice(
        "ausweis",
        _("Ausweis"),
        [
            ("30", _("läuft in 30 Tagen ab")),
            ("90", _("läuft in 90 Tagen ab")),
            ("abgelaufen", _("abgelaufen")),
            (WITHOUT, _("ohne Gültigkeit")),
        ],
        _id_ends,
        is_single=True,
    ),
    _choice(
        "loeschen",
        _("Löschfrist"),
        [("0", _("erreicht")), ("30", _("in 30 Tagen")), ("365", _("in einem Jahr"))],
        _is_to_go,
        is_single=True,
    ),
    _choice(
        "fehlt",
        _("Ohne"),
        [("telefon", _("Telefon")), ("email", _("E-Mail")), ("adresse", _("Adresse"))],
        _lacks,
    ),
    _choice(
        "geburtstag",
        _("Geburtstag"),
        [("0", _("heute")), ("7", _("in 7 Tagen")), ("30", _("in 30 Tagen"))],
        _birthday,
        is_single=True,
    ),
    _choice(
        "ruhig",
        _("Ohne Aktivität"),
        [
            ("30", _("seit 30 Tagen")),
            ("90", _("seit 90 Tagen")),
            ("365", _("seit einem Jahr")),
            ("nie", _("noch nie")),
        ],
        _quiet,
        is_single=True,
    ),
    _choice(
        "sperre",
        _("Nicht kontaktieren"),
        [("ja", _("gesperrt")), ("nein", _("erlaubt"))],
        _blocked,
        is_single=True,
    ),
    Filter(
        "schlagwort",
        _("Schlagwort"),
        _has_tags,
        suggestions=frequent_tags,
        bounds={"tags": _first_tag},
        hint=_("mehrere mit Komma: alle müssen zutreffen"),
    ),
    Filter(
        "ort",
        _("Ort"),
        is_at,
        read=read_place,
        tied_to=ties_of_place,
        hint=_("Ort oder PLZ, auch nur der Anfang: 80, Graz"),
    ),
    Filter(
        "gebiet",
        _("Gebiet"),
        lies_in,
        read=read_area,
        tied_to=lambda values: ["place"],
        suggestions=areas_near,
        hint=_("Bezirk Liezen, Landkreis Rosenheim, 10 km um 8010 Graz"),
    ),
    Filter(
        "seit",
        _("Angelegt seit"),
        _since,
        read=_day_value,
        is_single=True,
        shown=lambda value: day(date.fromisoformat(value)),
        hint="TT.MM.JJJJ",
    ),
)
FILTERS: dict[str, Filter] = {one.key: one for one in _ALL}
