"""Every change of a search order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action, joined_action
from audit.services import record_activity
from base.editing.baseline import Baseline
from base.editing.conflicts import ChangedMeanwhile, Conflict
from base.editing.merging import change_row, merge_into
from base.errors import DomainError
from contacts.models import Contact
from properties.matching.criteria import KINDS, CriterionKind, Shape
from properties.matching.places import normalise_place
from properties.matching.predicate import Wanted
from properties.matching.vocabulary import CHOICES
from properties.models.orders import Criterion, SearchOrder
from properties.orders.tokens import rebuild_tokens, refresh_open_orders

MAX_PLACES = 30
CRITERION_FIELDS = ("mode", "codes", "minimum", "maximum", "tolerance", "unknown_fits")


def create_order(
    *,
    contact: Contact,
    title: str,
    criteria: Iterable[Wanted] = (),
    valid_until: date | None = None,
    note: str = "",
) -> SearchOrder:
    """A new order of `contact` with its first criteria."""
    with transaction.atomic(), joined_action("orders.create"):
        order = SearchOrder.objects.create(
            agency_id=contact.agency_id,
            contact=contact,
            title=title,
            valid_until=valid_until,
            note=note,
        )
        for wanted in criteria:
            _keep(order, _checked(wanted))
        _settle(order)
        record_activity(
            kind="orders.created",
            agency_id=contact.agency_id,
            subjects=[("contact", contact.pk)],
            summary=_("Suchauftrag »%(title)s« angelegt") % {"title": title},
        )
    return order


def change_order(
    *,
    order: SearchOrder,
    title: str,
    state: str,
    valid_until: date | None,
    note: str,
    base: Baseline | None = None,
) -> SearchOrder:
    """Renames, pauses, extends or finishes an order.

    Raises ChangedMeanwhile where somebody else changed the same since `base` was shown.
    """
    values = {"title": title, "state": state, "valid_until": valid_until, "note": note}
    with transaction.atomic(), action("orders.change"):
        current = _locked(order)
        if change_row(current, values, base):
            _settle(current)
    return current


def put_criterion(
    *,
    order: SearchOrder,
    wanted: Wanted,
    instead_of: Criterion | None = None,
    base: Baseline | None = None,
) -> Criterion:
    """Adds a criterion, or replaces the one of its kind (of its code, for a feature).

    `instead_of` goes when it is another one. Raises DomainError for a criterion that asks for
    nothing or whose range is the wrong way round, and ChangedMeanwhile where somebody else wanted
    something else of the same since `base` was shown.
    """
    checked = _checked(wanted)
    with transaction.atomic(), action("orders.put_criterion"):
        current = _locked(order)
        criterion = _keep(current, checked, base)
        if instead_of and instead_of.pk != criterion.pk:
            instead_of.delete()
        _settle(current)
    return criterion


def remove_criterion(*, criterion: Criterion) -> UUID:
    """Takes one criterion away; returns the context that undoes it."""
    with transaction.atomic(), action("orders.remove_criterion") as context:
        current = _locked(criterion.order)
        criterion.delete()
        _settle(current)
    return context.id


def delete_order(*, order: SearchOrder) -> UUID:
    """Deletes softly; returns the context that undoes it."""
    with transaction.atomic(), action("orders.delete") as context:
        current = _locked(order)
        current.deleted_at = timezone.now()
        current.save(update_fields=["deleted_at"])
        _settle(current)
    return context.id


def _locked(order: SearchOrder) -> SearchOrder:
    """The row as it is now, held until the transaction ends."""
    rows = SearchOrder.objects.present().select_for_update(of=("self",)).select_related("contact")
    try:
        return rows.get(pk=order.pk)
    except SearchOrder.DoesNotExist:
        raise DomainError(_("Dieser Suchauftrag wurde inzwischen gelöscht.")) from None


def _settle(order: SearchOrder) -> None:
    rebuild_tokens([order])
    refresh_open_orders(Contact.objects.filter(pk=order.contact_id))


def _keep(order: SearchOrder, wanted: Wanted, base: Baseline | None = None) -> Criterion:
    same = order.criteria.filter(kind=wanted.kind)
    if wanted.kind == CriterionKind.FEATURE:
        same = same.filter(codes=list(wanted.codes))
    criterion = same.first() or Criterion(
        order=order, contact_id=order.contact_id, agency_id=order.agency_id, kind=wanted.kind
    )
    values = {name: getattr(wanted, name) for name in CRITERION_FIELDS}
    values["codes"] = list(wanted.codes)
    conflicts: list[Conflict] = []
    merge_into(criterion, values, base if criterion.pk else None, conflicts)
    if conflicts:
        raise ChangedMeanwhile(conflicts)
    criterion.save()
    return criterion


def _checked(wanted: Wanted) -> Wanted:
    """`wanted` as it is kept; raises DomainError for what cannot be looked for."""
    shape = KINDS[wanted.kind].shape
    if shape == Shape.RANGE:
        _check_range(wanted)
        return replace(wanted, codes=())
    codes = _known_codes(wanted) if shape == Shape.CHOICE else _places(wanted)
    return replace(wanted, codes=codes, minimum=None, maximum=None, tolerance=0)


def _known_codes(wanted: Wanted) -> tuple[str, ...]:
    codes = tuple(code for code in CHOICES[wanted.kind] if code in wanted.codes)
    if not codes:
        raise _wrong("codes", _("Bitte wählen Sie mindestens einen Wert."))
    return codes


def _places(wanted: Wanted) -> tuple[str, ...]:
    places = tuple(dict.fromkeys(filter(None, map(normalise_place, wanted.codes))))
    if not places:
        raise _wrong("places", _("Bitte geben Sie mindestens einen Ort oder eine PLZ an."))
    if len(places) > MAX_PLACES:
        message = _("Höchstens %(limit)s Orte; ein Stern fasst viele zusammen, zum Beispiel 80*.")
        raise _wrong("places", message % {"limit": MAX_PLACES})
    return places


def _check_range(wanted: Wanted) -> None:
    low, high = wanted.minimum, wanted.maximum
    if low is None and high is None:
        raise _wrong("minimum", _("Bitte geben Sie einen Wert ab oder bis an."))
    if (low is not None and low < 0) or (high is not None and high < 0):
        raise _wrong("minimum", _("Bitte geben Sie keine negativen Werte an."))
    if low is not None and high is not None and low > high:
        raise _wrong("maximum", _("»bis« ist kleiner als »ab«."))
    if not 0 <= wanted.tolerance <= 50:
        raise _wrong("tolerance", _("Die Toleranz liegt zwischen 0 und 50 %."))


def _wrong(field: str, message: str) -> DomainError:
    return DomainError(message, fields={field: message})
