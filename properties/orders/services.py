"""Every change of a search order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from audit.services import record_activity
from base.errors import DomainError
from contacts.models import Contact
from properties.orders.kinds import KINDS, Kind, Mode, Shape
from properties.orders.models import Criterion, OrderState, OrderToken, SearchOrder
from properties.orders.places import area_tokens_wanted, normalise_place
from properties.orders.predicate import Wanted
from properties.orders.vocabulary import CHOICES

ANY = "*"


def create_order(
    *,
    contact: Contact,
    title: str,
    criteria: Iterable[Wanted] = (),
    valid_until: date | None = None,
) -> SearchOrder:
    """A new order of `contact` with its first criteria."""
    with transaction.atomic(), action("orders.create"):
        order = SearchOrder.objects.create(
            agency_id=contact.agency_id, contact=contact, title=title, valid_until=valid_until
        )
        for wanted in criteria:
            _keep(order, wanted)
        _settle([order], contact)
        record_activity(
            kind="orders.created", agency_id=contact.agency_id, subjects=[("contact", contact.pk)],
            summary=_("Suchauftrag »%(title)s« angelegt") % {"title": title},
        )  # fmt: skip
    return order


def change_order(
    *, order: SearchOrder, title: str, state: str, valid_until: date | None, note: str
) -> SearchOrder:
    """Renames, pauses, extends or finishes an order."""
    with transaction.atomic(), action("orders.change"):
        order.title, order.state, order.valid_until, order.note = title, state, valid_until, note
        order.save()
        _settle([order], order.contact)
    return order


def put_criterion(*, order: SearchOrder, wanted: Wanted) -> Criterion:
    """Adds a criterion, or replaces the one of its kind (of its code, for a feature).

    Raises DomainError for one that asks for nothing or whose range is the wrong way round.
    """
    with transaction.atomic(), action("orders.put_criterion"):
        criterion = _keep(order, wanted)
        _settle([order], order.contact)
    return criterion


def remove_criterion(*, criterion: Criterion) -> None:
    """Takes one criterion away."""
    order = criterion.order
    with transaction.atomic(), action("orders.remove_criterion"):
        criterion.delete()
        _settle([order], order.contact)


def delete_order(*, order: SearchOrder) -> Any:
    """Deletes softly; returns the context that undoes it."""
    with transaction.atomic(), action("orders.delete") as context:
        order.deleted_at = timezone.now()
        order.save(update_fields=["deleted_at"])
        _settle([order], order.contact)
    return context.id


def _keep(order: SearchOrder, wanted: Wanted) -> Criterion:
    checked = _checked(wanted)
    same = order.criteria.filter(kind=wanted.kind)
    if wanted.kind == Kind.FEATURE:
        same = same.filter(codes=list(checked.codes))
    values = {
        "mode": checked.mode, "codes": list(checked.codes), "minimum": checked.minimum,
        "maximum": checked.maximum, "tolerance": checked.tolerance,
        "unknown_fits": checked.unknown_fits,
    }  # fmt: skip
    existing = same.first()
    criterion = existing or Criterion(
        order=order, contact_id=order.contact_id, agency_id=order.agency_id, kind=checked.kind
    )
    for name, value in values.items():
        setattr(criterion, name, value)
    criterion.save()
    return criterion


def _checked(wanted: Wanted) -> Wanted:
    shape = KINDS[wanted.kind].shape
    if shape == Shape.RANGE:
        _check_range(wanted)
        return Wanted(**{**vars(wanted), "codes": ()})
    codes = tuple(dict.fromkeys(filter(None, map(normalise_place, wanted.codes))))
    if shape == Shape.CHOICE:
        codes = tuple(code for code in codes if code in CHOICES[wanted.kind])
    if not codes:
        raise DomainError(_("Bitte wählen Sie mindestens einen Wert."), fields={"codes": ""})
    return Wanted(
        **{**vars(wanted), "codes": codes, "minimum": None, "maximum": None, "tolerance": 0}
    )


def _check_range(wanted: Wanted) -> None:
    low, high = wanted.minimum, wanted.maximum
    if low is None and high is None:
        raise DomainError(_("Bitte geben Sie einen Wert ab oder bis an."))
    if (low is not None and low < 0) or (high is not None and high < 0):
        raise DomainError(_("Bitte geben Sie keine negativen Werte an."))
    if low is not None and high is not None and low > high:
        raise DomainError(_("»ab« ist größer als »bis«."))


def _settle(orders: list[SearchOrder], contact: Contact) -> None:
    rebuild_tokens(orders=orders)
    refresh_open_orders(contact_ids=[contact.pk])


def refresh_open_orders(*, contact_ids: Iterable[int]) -> None:
    """Rewrites the number of orders that look for something on these contacts."""
    today = timezone.localdate()
    for pk in contact_ids:
        count = SearchOrder.objects.looking(today).filter(contact_id=pk).count()
        Contact.objects.filter(pk=pk).exclude(open_orders=count).update(open_orders=count)


@transaction.atomic
def rebuild_tokens(*, orders: Iterable[SearchOrder]) -> None:
    """Writes the tokens of `orders` anew; an order that does not look has none."""
    orders = list(orders)
    OrderToken.objects.filter(order__in=orders).delete()
    tokens = [
        token for order in orders
        if order.state == OrderState.ACTIVE and order.deleted_at is None
        for token in _tokens(order)
    ]  # fmt: skip
    OrderToken.objects.bulk_create(tokens, batch_size=1000)


def _tokens(order: SearchOrder) -> list[OrderToken]:
    musts = {c.kind: c.as_wanted() for c in order.criteria.all() if c.mode == Mode.MUST}
    if not order.criteria.exists():
        return []
    bounds = _bounds(musts)
    ways = product(
        _codes(musts, Kind.MARKETING_TYPE), _codes(musts, Kind.OBJECT_TYPE), _areas(musts)
    )
    return [
        OrderToken(
            agency_id=order.agency_id, order=order, marketing_type=marketing_type,
            object_type=object_type, area=area, **bounds,
        )
        for marketing_type, object_type, area in ways
    ]  # fmt: skip


def _codes(musts: dict[str, Wanted], kind: Kind) -> Iterable[str]:
    """The codes to be reached by; where an unknown trait fits, the empty code as well."""
    wanted = musts.get(kind)
    if wanted is None:
        return [ANY]
    return [*wanted.codes, ""] if wanted.unknown_fits else wanted.codes


def _areas(musts: dict[str, Wanted]) -> Iterable[str]:
    wanted = musts.get(Kind.PLACE)
    if wanted is None:
        return [ANY]
    tokens = area_tokens_wanted(wanted.codes)
    return sorted(tokens | {""}) if wanted.unknown_fits else sorted(tokens)


RANGES = {
    "price": Kind.PRICE, "rent": Kind.RENT, "living_area": Kind.LIVING_AREA, "rooms": Kind.ROOMS,
}  # fmt: skip


def _bounds(musts: dict[str, Wanted]) -> dict[str, Decimal | None]:
    """Bounds widened by the tolerance; a trait that nothing is asked of has none."""
    bounds: dict[str, Decimal | None] = {}
    for name, kind in RANGES.items():
        bounds[f"{name}_min"] = _widened(musts.get(kind), "minimum", -1)
        bounds[f"{name}_max"] = _widened(musts.get(kind), "maximum", 1)
    return bounds


def _widened(wanted: Wanted | None, bound: str, direction: int) -> Decimal | None:
    value: Decimal | None = getattr(wanted, bound) if wanted else None
    if value is None or wanted is None:
        return None
    return value * (1 + Decimal(direction * wanted.tolerance) / 100)
