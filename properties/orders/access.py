"""Line one of every view: the order of a contact that the signed-in person may see."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from base.accounts.access import signed_in
from contacts.access import get_contact_or_404
from properties.models.orders import Criterion, SearchOrder, SearchOrderQuerySet


def visible_orders(request: HttpRequest) -> SearchOrderQuerySet:
    """The present orders of the person's agency, with their criteria."""
    visible = SearchOrder.objects.visible_to(signed_in(request))
    return cast("SearchOrderQuerySet", visible).present().prefetch_related("criteria")


def get_order_or_404(request: HttpRequest, contact_pk: int, pk: int) -> SearchOrder:
    """The present order `pk` of the contact; raises Http404 for any other."""
    contact = get_contact_or_404(request, contact_pk)
    order = get_object_or_404(visible_orders(request).of_contact(contact), pk=pk)
    order.contact = contact
    return order


def get_criterion_or_404(order: SearchOrder, pk: int) -> Criterion:
    """The criterion `pk` of `order`; raises Http404 for any other."""
    return get_object_or_404(order.criteria.select_related("order__contact"), pk=pk)
