"""Says criteria and judgements in the user's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from base.ui.formats import quantity
from properties.headline import rooms_text
from properties.matching.criteria import KINDS, MONEY, POSITION, CriterionKind, Mode, Shape
from properties.matching.predicate import Judged, Verdict, Wanted
from properties.matching.vocabulary import labels_of


@dataclass(frozen=True)
class Reason:
    """One chip below a match; `tone` is ok, warn or danger."""

    text: str
    tone: str


def in_order(criteria: Iterable[Wanted]) -> list[Wanted]:
    """Musts before wishes, each in the order in which people name them."""
    return sorted(criteria, key=lambda one: (not one.is_must, POSITION[one.kind]))


def describe_criterion(wanted: Wanted) -> str:
    """»Kaufpreis bis 380.000 € · ±5 %«, »Wohnung, Haus«, »Wunsch: Balkon«."""
    text = value_text(wanted)
    if wanted.tolerance:
        text += f" · ±{wanted.tolerance} %"
    return text if wanted.is_must else f"{Mode.WISH.label}: {text}"


def value_text(wanted: Wanted) -> str:
    """What is asked for: »Wohnfläche ab 75 m²«, »3–4 Zimmer«, »Graz, 80*«."""
    shape = KINDS[wanted.kind].shape
    if shape == Shape.PLACES:
        return ", ".join(wanted.codes)
    if shape == Shape.CHOICE:
        return ", ".join(labels_of(wanted.kind, wanted.codes))
    return f"{wanted.kind.label} {_range_text(wanted)}"


def _range_text(wanted: Wanted) -> str:
    low, high = quantity(wanted.minimum), quantity(wanted.maximum)
    if low and high:
        text = low if low == high else f"{low}–{high}"
    elif low:
        text = _("ab %(value)s") % {"value": low}
    else:
        text = _("bis %(value)s") % {"value": high}
    return f"{text} {KINDS[wanted.kind].unit}".strip()


def reasons(judged: Iterable[Judged]) -> list[Reason]:
    """Why a property fits or does not: what speaks against it, what is open, what it has."""
    judged = list(judged)
    musts = [one for one in judged if one.wanted.is_must]
    told = [reason for one in judged if (reason := _reason(one))]
    if musts and all(one.verdict == Verdict.FITS for one in musts):
        told.insert(0, Reason(_("alle Muss-Kriterien"), "ok"))
    return told


def _reason(one: Judged) -> Reason | None:
    if one.verdict == Verdict.FITS:
        is_told = not one.wanted.is_must or one.wanted.kind == CriterionKind.FEATURE
        return Reason(value_text(one.wanted), "ok") if is_told else None
    tone = "danger" if one.decides_against else "warn"
    if one.verdict == Verdict.UNKNOWN:
        return Reason(_("%(what)s unbekannt") % {"what": _subject_of(one.wanted)}, tone)
    return Reason(_miss_text(one), tone)


def _subject_of(wanted: Wanted) -> str:
    if wanted.kind == CriterionKind.FEATURE:
        return " / ".join(labels_of(wanted.kind, wanted.codes))
    return str(wanted.kind.label)


def _miss_text(one: Judged) -> str:
    wanted = one.wanted
    if KINDS[wanted.kind].shape == Shape.RANGE:
        return _number_text(one)
    if wanted.kind == CriterionKind.FEATURE:
        return _("ohne %(what)s") % {"what": _subject_of(wanted)}
    return {
        CriterionKind.MARKETING_TYPE: _("andere Vermarktung"),
        CriterionKind.USAGE: _("andere Nutzung"),
        CriterionKind.OBJECT_TYPE: _("andere Objektart"),
        CriterionKind.PLACE: _("anderer Ort"),
    }[wanted.kind]


def _number_text(one: Judged) -> str:
    kind, value = one.wanted.kind, one.value
    if value is None:
        return _("nicht zu kaufen") if kind == CriterionKind.PRICE else _("nicht zu mieten")
    if kind == CriterionKind.ROOMS:
        return rooms_text(value)
    percent = _percent(one.off_by)
    is_above = one.wanted.maximum is not None and value > one.wanted.maximum
    if kind in MONEY and is_above:
        return _("%(percent)s %% über Budget") % {"percent": percent}
    if is_above:
        return _("%(what)s %(percent)s %% größer") % {"what": kind.label, "percent": percent}
    if kind in MONEY:
        return _("%(what)s %(percent)s %% niedriger") % {"what": kind.label, "percent": percent}
    return _("%(what)s %(percent)s %% kleiner") % {"what": kind.label, "percent": percent}


def _percent(share: Decimal) -> str:
    """At least 0,1: what is outside is never told as 0 %."""
    return quantity(max((share * 100).quantize(Decimal("0.1")), Decimal("0.1")))
