"""Derived data of orders: the tokens a property finds them by, the count on the contact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import islice, product

from django.db import transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from base.accounts.models import Agency
from contacts.models import Contact
from contacts.services import refresh_roles
from properties.matching.criteria import CriterionKind
from properties.matching.places import ANYWHERE, area_tokens_wanted
from properties.matching.predicate import Wanted
from properties.models.orders import OrderState, OrderToken, SearchOrder

ANY = "*"
RANGES = {
    "price": CriterionKind.PRICE,
    "rent": CriterionKind.RENT,
    "living_area": CriterionKind.LIVING_AREA,
    "rooms": CriterionKind.ROOMS,
}
_CENT = Decimal("0.01")
_CHUNK = 500


@transaction.atomic
def rebuild_tokens(orders: Iterable[SearchOrder]) -> None:
    """Writes the tokens of `orders` anew; an order that does not look has none."""
    orders = list(orders)
    OrderToken.objects.filter(order__in=orders).delete()
    looking = [o for o in orders if o.state == OrderState.ACTIVE and o.deleted_at is None]
    tokens = [token for order in looking for token in _tokens(order)]
    OrderToken.objects.bulk_create(tokens, batch_size=1000)


def refresh_open_orders(contacts: QuerySet[Contact]) -> int:
    """Rewrites the number of orders that look for something, where it changed.

    Who has one is a prospect by that. Returns how many contacts it changed.
    """
    looking = SearchOrder.objects.looking(timezone.localdate()).filter(contact=OuterRef("pk"))
    counted = looking.order_by().values("contact").annotate(count=Count("pk")).values("count")
    count = Coalesce(Subquery(counted), 0)
    changed = contacts.annotate(now=count).exclude(open_orders=F("now"))
    ids = list(changed.values_list("pk", flat=True))
    Contact.objects.filter(pk__in=ids).update(open_orders=count)
    refresh_roles(ids)
    return len(ids)


def refresh_contacts(ids: Iterable[int]) -> None:
    """Recomputes everything derived from the orders of these contacts (after an undo)."""
    ids = list(ids)
    orders = SearchOrder.objects.filter(contact__in=ids).prefetch_related("criteria")
    rebuild_tokens(orders)
    refresh_open_orders(Contact.objects.filter(pk__in=ids))


def rebuild_all(agency: Agency | None = None) -> int:
    """Rebuilds the tokens of every order and the numbers on contacts, of one agency or of all.

    Returns how many orders it went through.
    """
    orders = SearchOrder.objects.all().prefetch_related("criteria").order_by("pk")
    contacts = Contact.objects.all()
    if agency:
        orders, contacts = orders.filter(agency=agency), contacts.filter(agency=agency)
    count = 0
    for chunk in batched(orders.iterator(chunk_size=_CHUNK), _CHUNK):
        rebuild_tokens(chunk)
        count += len(chunk)
    refresh_open_orders(contacts)
    return count


def batched(orders: Iterable[SearchOrder], size: int) -> Iterable[list[SearchOrder]]:
    """Lists of `size` at most."""
    rest = iter(orders)
    while chunk := list(islice(rest, size)):
        yield chunk


def expire_orders() -> int:
    """Corrects the number on contacts of whom an order's last day has passed."""
    over = SearchOrder.objects.present().filter(
        state=OrderState.ACTIVE, valid_until__lt=timezone.localdate()
    )
    affected = Contact.objects.filter(open_orders__gt=0, pk__in=over.values("contact"))
    return refresh_open_orders(affected)


def _tokens(order: SearchOrder) -> list[OrderToken]:
    criteria = order.wanted()
    if not criteria:
        return []
    musts: dict[CriterionKind, Wanted] = {
        one.kind: one for one in criteria if one.is_must and one.kind != CriterionKind.FEATURE
    }
    bounds = _bounds(musts)
    ways = product(
        _codes(musts.get(CriterionKind.MARKETING_TYPE)),
        _codes(musts.get(CriterionKind.OBJECT_TYPE)),
        _areas(musts.get(CriterionKind.PLACE)),
    )
    return [
        OrderToken(
            agency_id=order.agency_id,
            order=order,
            marketing_type=marketing_type,
            object_type=object_type,
            area=area,
            **bounds,
        )
        for marketing_type, object_type, area in ways
    ]


def _codes(wanted: Wanted | None) -> list[str]:
    """The codes to be reached by; where an unknown trait fits, the empty code as well."""
    if wanted is None:
        return [ANY]
    return [*wanted.codes, ""] if wanted.unknown_fits else [*wanted.codes]


def _areas(wanted: Wanted | None) -> list[str]:
    if wanted is None:
        return [ANYWHERE]
    tokens = area_tokens_wanted(wanted.codes)
    return sorted(tokens | {""}) if wanted.unknown_fits else sorted(tokens)


def _bounds(musts: dict[CriterionKind, Wanted]) -> dict[str, Decimal | None]:
    """What still fits, rounded outwards to cents; a trait that nothing is asked of has none."""
    bounds: dict[str, Decimal | None] = {}
    for name, kind in RANGES.items():
        wanted = musts.get(kind)
        low, high = (wanted.tolerated.low, wanted.tolerated.high) if wanted else (None, None)
        bounds[f"{name}_min"] = None if low is None else low.quantize(_CENT, ROUND_FLOOR)
        bounds[f"{name}_max"] = None if high is None else high.quantize(_CENT, ROUND_CEILING)
    return bounds
