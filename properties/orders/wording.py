"""Criteria and judgements in the user's words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from properties.orders.kinds import KINDS, Kind, Mode, Shape
from properties.orders.predicate import Judged, Verdict, Wanted
from properties.orders.vocabulary import labels_of


@dataclass(frozen=True)
class Reason:
    """One chip below a match; `tone` is ok, warn or danger."""

    text: str
    tone: str


def quantity(value: Decimal) -> str:
    """A number without needless decimals, in the active language's notation."""
    whole = value == value.to_integral_value()
    return str(
        number_format(value, decimal_pos=0 if whole else None, use_l10n=True, force_grouping=True)
    )


def describe_criterion(wanted: Wanted) -> str:
    """»Kaufpreis bis 380.000 € · ±5 %«, »Wohnung, Haus«, »Wunsch: Balkon«."""
    text = _value_text(wanted)
    if wanted.tolerance:
        text += f" · ±{wanted.tolerance} %"
    return f"{Mode.WISH.label}: {text}" if wanted.mode == Mode.WISH else text


def _value_text(wanted: Wanted) -> str:
    shape = KINDS[wanted.kind].shape
    if shape == Shape.RANGE:
        return f"{Kind(wanted.kind).label} {_range_text(wanted)}"
    if shape == Shape.PLACES:
        return ", ".join(wanted.codes)
    return ", ".join(labels_of(wanted.kind, wanted.codes))


def _range_text(wanted: Wanted) -> str:
    unit = KINDS[wanted.kind].unit
    low = quantity(wanted.minimum) if wanted.minimum is not None else ""
    high = quantity(wanted.maximum) if wanted.maximum is not None else ""
    if low and high:
        text = low if low == high else f"{low}–{high}"
    elif low:
        text = _("ab %(value)s") % {"value": low}
    else:
        text = _("bis %(value)s") % {"value": high}
    return f"{text} {unit}".strip()


def reasons(judged: tuple[Judged, ...]) -> list[Reason]:
    """Why a property fits or does not, the telling ones first."""
    told = [reason for one in judged if (reason := _reason(one))]
    musts = [one for one in judged if one.wanted.mode == Mode.MUST]
    if musts and all(one.verdict == Verdict.FITS for one in musts):
        told.insert(0, Reason(_("alle Muss-Kriterien"), "ok"))
    return told


def _reason(one: Judged) -> Reason | None:
    label = _subject_of(one.wanted)
    if one.verdict == Verdict.UNKNOWN:
        return Reason(_("%(what)s unbekannt") % {"what": label}, "warn")
    if one.verdict == Verdict.FITS:
        return Reason(label, "ok") if _is_worth_saying(one) else None
    tone = "warn" if one.verdict == Verdict.TOLERATED or one.wanted.mode == Mode.WISH else "danger"
    return Reason(_miss_text(one, label), tone)


def _is_worth_saying(one: Judged) -> bool:
    return one.wanted.mode == Mode.WISH or one.wanted.kind == Kind.FEATURE


def _subject_of(wanted: Wanted) -> str:
    if wanted.kind == Kind.FEATURE:
        return " / ".join(labels_of(wanted.kind, wanted.codes))
    return str(Kind(wanted.kind).label)


def _miss_text(one: Judged, label: str) -> str:
    if KINDS[one.wanted.kind].shape != Shape.RANGE:
        kept_apart = one.wanted.kind == Kind.FEATURE
        text = _("ohne %(what)s") if kept_apart else _("%(what)s passt nicht")
        return text % {"what": label}
    percent = quantity((one.off_by * 100).quantize(Decimal("0.1")))
    if one.wanted.kind in (Kind.PRICE, Kind.RENT) and one.wanted.maximum is not None:
        return _("%(percent)s %% über Budget") % {"percent": percent}
    return _("%(what)s %(percent)s %% daneben") % {"what": label, "percent": percent}
