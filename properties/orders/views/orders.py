"""The search orders of a contact: list, create, change, delete, and their criteria."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event
from django_htmx.middleware import HtmxDetails

from audit.context import action
from base.accounts.access import signed_in, writers_only
from base.editing.baseline import baseline
from base.editing.carried import OWN
from base.editing.conflicts import ChangedMeanwhile
from base.editing.edit import Edit
from base.errors import DomainError
from base.listing.address import read_id
from base.once.views import goes_back, shows_again
from base.ui.pages import redirect_to, render_page, toast
from contacts.access import get_contact_or_404
from contacts.models import Contact
from contacts.pages import render_contact_tab
from properties.matching.criteria import CriterionKind
from properties.models.orders import Criterion, SearchOrder
from properties.orders import services
from properties.orders.access import get_criterion_or_404, get_order_or_404, visible_orders
from properties.orders.forms import CriterionForm, NewOrderForm, OrderForm, add_domain_error
from properties.orders.views.cards import Listing, best_rows, build_cards

PAGE_SIZE = 5
PANEL_ROWS = 4
PANEL = "panel-properties-matching_panel"
_ORDERS = "properties/orders/orders.html"
_FORM = "properties/orders/form.html"
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    """All orders of a contact, below each what fits; some to a page."""
    contact = get_contact_or_404(request, pk)
    pages = Paginator(visible_orders(request).of_contact(contact), PAGE_SIZE)
    page = pages.get_page(request.GET.get("seite"))
    shown = _with_contact(list(page.object_list), contact)
    return _orders_page(request, contact, {"cards": build_cards(shown), "page": page})


@require_safe
def order(request: HttpRequest, pk: int, order_pk: int) -> HttpResponse:
    """One order with one of its lists open; the card alone for HTMX."""
    found = get_order_or_404(request, pk, order_pk)
    if _card_is_wanted(request, found):
        return _card(request, found, Listing.of(request.GET))
    cards = build_cards([found], Listing.of(request.GET))
    return _orders_page(request, found.contact, {"cards": cards, "single": found})


@shows_again
@writers_only
@form_methods
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """A new order from one short form."""
    contact = get_contact_or_404(request, pk)
    form = NewOrderForm(request.POST if request.method == "POST" else None)
    if not goes_back(request.POST) and form.is_valid():
        try:
            with action("orders.create") as context:
                made = services.create_order(
                    contact=contact,
                    title=form.title_or_proposal,
                    criteria=form.criteria(),
                    valid_until=form.cleaned_data["valid_until"],
                )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            message = _("Suchauftrag »%(title)s« ist angelegt.") % {"title": made.title}
            toast(request, message, undo=context.id)
            return redirect_to(request, _back(made))
    return _form_page(request, contact, {"form": form, "is_new": True})


@writers_only
@form_methods
def edit(request: HttpRequest, pk: int, order_pk: int) -> HttpResponse:
    """Title, state, validity and note of an order."""
    found = get_order_or_404(request, pk, order_pk)
    data = request.POST if request.method == "POST" else None
    form = OrderForm.of(found, data)
    edit = Edit.of(found, ("title", "state", "valid_until", "note"), data)
    if form.is_valid():
        try:
            services.change_order(order=found, **form.cleaned_data, base=edit.own)
        except ChangedMeanwhile as changed:
            found.refresh_from_db()
            edit.dispute(changed)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, found, _("Gespeichert."))
    return _form_page(request, found.contact, {"form": form, "order": found, "edit": edit})


@require_POST
def delete(request: HttpRequest, pk: int, order_pk: int) -> HttpResponse:
    """Deletes an order; the toast offers the way back."""
    found = get_order_or_404(request, pk, order_pk)
    context = services.delete_order(order=found)
    message = _("Suchauftrag »%(title)s« ist gelöscht.") % {"title": found.title}
    toast(request, message, undo=context)
    return redirect_to(request, reverse("properties:orders", args=[pk]))


@writers_only
@form_methods
def criterion(request: HttpRequest, pk: int, order_pk: int, kind: str) -> HttpResponse:
    """Adds the criterion of a kind to an order, or changes it."""
    found = get_order_or_404(request, pk, order_pk)
    if kind not in CriterionKind.values:
        raise Http404
    existing = _existing(request, found, CriterionKind(kind))
    data = request.POST if request.method == "POST" else None
    form = CriterionForm(CriterionKind(kind), data, existing=existing)
    edit = Edit(lambda: _criterion_shown(request, found, CriterionKind(kind)), data)
    if form.is_valid():
        try:
            services.put_criterion(
                order=found, wanted=form.wanted(), instead_of=existing, base=edit.own
            )
        except ChangedMeanwhile as changed:
            edit.dispute(changed)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, found)
    context = {
        "form": form,
        "order": found,
        "kind": CriterionKind(kind),
        "existing": existing,
        "edit": edit,
    }
    return _form_page(request, found.contact, context)


@require_POST
def remove_criterion(
    request: HttpRequest, pk: int, order_pk: int, criterion_pk: int
) -> HttpResponse:
    """Takes one criterion away; the toast offers the way back."""
    found = get_order_or_404(request, pk, order_pk)
    context = services.remove_criterion(criterion=get_criterion_or_404(found, criterion_pk))
    toast(request, _("Kriterium entfernt."), undo=context)
    return _done(request, found)


@require_safe
def matching_panel(request: HttpRequest, pk: int) -> HttpResponse:
    """The best matches over the orders of a contact, for the side of its page."""
    contact = get_contact_or_404(request, pk)
    found = visible_orders(request).of_contact(contact)[:PAGE_SIZE]
    rows, count = best_rows(_with_contact(list(found), contact), PANEL_ROWS)
    context = {"contact": contact, "rows": rows, "count": count, "has_orders": bool(found)}
    return render_page(request, "properties/orders/panel.html", context, fragments={PANEL})


def _criterion_shown(
    request: HttpRequest, found: SearchOrder, kind: CriterionKind
) -> dict[str, Any]:
    """What the form shows: the criterion, or that there is none yet."""
    criterion = _existing(request, found, kind) or Criterion(kind=kind)
    return {OWN: baseline(criterion, services.CRITERION_FIELDS)}


def _existing(request: HttpRequest, found: SearchOrder, kind: CriterionKind) -> Criterion | None:
    """The criterion that the form is about: the one of its kind, for a feature the one named."""
    if kind != CriterionKind.FEATURE:
        return found.criteria.filter(kind=kind).first()
    named = read_id(request.GET.get("kriterium", ""))
    return found.criteria.filter(kind=kind, pk=named).first() if named else None


def _with_contact(found: list[SearchOrder], contact: Contact) -> list[SearchOrder]:
    for one in found:
        one.contact = contact
    return found


def _back(found: SearchOrder) -> str:
    return reverse("properties:orders", args=[found.contact_id]) + f"#order-{found.pk}"


def _card_is_wanted(request: HttpRequest, found: SearchOrder) -> bool:
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and htmx.target == f"order-{found.pk}"


def _card(request: HttpRequest, found: SearchOrder, listing: Listing | None = None) -> HttpResponse:
    context = {
        "card": build_cards([found], listing)[0],
        "contact": found.contact,
        "may_write": signed_in(request).may_write,
    }
    return render(request, f"{_ORDERS}#card", context)


def _done(request: HttpRequest, found: SearchOrder, message: str = "") -> HttpResponse:
    """After a change: the card anew in place, and the dialog closed; else back to the list."""
    if message:
        toast(request, message)
    if not _card_is_wanted(request, found):
        return redirect_to(request, _back(found))
    fresh = get_order_or_404(request, found.contact_id, found.pk)
    return trigger_client_event(_card(request, fresh), "dialog:close")


def _orders_page(request: HttpRequest, contact: Contact, context: dict[str, Any]) -> HttpResponse:
    return render_contact_tab(request, contact, _ORDERS, context, tab="properties:orders")


def _form_page(request: HttpRequest, contact: Contact, context: dict[str, Any]) -> HttpResponse:
    """A form as a dialog or a page; a wrong one goes back into the dialog it came from."""
    context = {"contact": contact, **context}
    status = 422 if request.method == "POST" else 200
    if status == 422 and getattr(request, "htmx", False):
        response = render(request, f"{_FORM}#dialog", context, status=status)
        return reswap(retarget(response, "#dialog"), "innerHTML")
    return render_contact_tab(
        request,
        contact,
        _FORM,
        context,
        fragments={"dialog"},
        status=status,
        tab="properties:orders",
    )
