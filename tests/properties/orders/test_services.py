"""Every change of an order: what is kept, refused, derived, on record, and taken back."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from audit.models import Activity, Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.models import Contact
from properties.matching.criteria import CriterionKind, Mode
from properties.models.orders import OrderState, OrderToken, SearchOrder
from properties.orders.queries import matches_for, orders_for
from properties.orders.services import (
    MAX_PLACES,
    change_order,
    create_order,
    delete_order,
    put_criterion,
    remove_criterion,
)
from properties.orders.tokens import expire_orders
from properties.tasks import expire_search_orders
from tests.properties.orders.conftest import must, wish

TODAY = date(2026, 11, 24)


def fitting(order):
    fresh = SearchOrder.objects.select_related("contact").get(pk=order.pk)
    return [match.pk for match in matches_for(fresh, today=timezone.localdate()).fitting]


def reached(offer):
    return [match.pk for match in orders_for(offer, today=timezone.localdate())]


def open_orders(customer):
    return Contact.objects.values_list("open_orders", flat=True).get(pk=customer.pk)


def set_state(order, **changes):
    values = {"title": order.title, "state": order.state, "valid_until": None, "note": ""}
    return change_order(order=order, **(values | changes))


def test_a_new_order_finds_and_is_found(order, offer, customer):
    lend, dear = offer(), offer(price=900000)
    assert fitting(order) == [lend.pk]
    assert reached(lend) == [order.pk]
    assert reached(dear) == []
    assert open_orders(customer) == 1
    assert Activity.objects.get(kind="orders.created").summary == (
        "Suchauftrag »Wohnung in Graz« angelegt"
    )


def test_only_what_is_on_offer_in_the_own_agency_matches(order, offer, other_agency):
    offer(status="sold")
    foreign = offer()
    foreign.agency = other_agency
    foreign.save(update_fields=["agency"])
    assert fitting(order) == []
    assert reached(foreign) == []


@pytest.mark.parametrize(
    "change", [{"state": OrderState.PAUSED}, {"state": OrderState.DONE}, {"valid_until": TODAY}]
)
def test_an_order_that_does_not_look_matches_nothing(order, offer, customer, change):
    lend = offer()
    if "valid_until" in change:
        change = {"valid_until": timezone.localdate() - timedelta(days=1)}
    set_state(order, **change)
    assert fitting(order) == []
    assert reached(lend) == []
    assert open_orders(customer) == 0


def test_the_last_day_still_counts(order, offer):
    lend = offer()
    set_state(order, valid_until=timezone.localdate())
    assert fitting(order) == [lend.pk]


def test_orders_of_a_deleted_contact_match_nothing(order, offer, customer):
    lend = offer()
    Contact.objects.filter(pk=customer.pk).update(deleted_at=timezone.now())
    assert fitting(order) == []
    assert reached(lend) == []


def test_criteria_change_what_matches_at_once(order, offer):
    lend = offer()
    put_criterion(order=order, wanted=must(CriterionKind.PRICE, maximum=200000))
    assert reached(lend) == fitting(order) == []
    remove_criterion(criterion=order.criteria.get(kind=CriterionKind.PRICE))
    assert reached(lend) == [order.pk]
    assert fitting(order) == [lend.pk]


def test_a_kind_stands_once_a_feature_once_each(order):
    put_criterion(order=order, wanted=must(CriterionKind.PRICE, maximum=1))
    put_criterion(order=order, wanted=must(CriterionKind.FEATURE, "balcony"))
    put_criterion(order=order, wanted=wish(CriterionKind.FEATURE, "elevator"))
    assert order.criteria.filter(kind=CriterionKind.PRICE).count() == 1
    features = order.criteria.filter(kind=CriterionKind.FEATURE)
    assert [(f.codes, f.mode) for f in features] == [
        (["balcony"], Mode.MUST),
        (["elevator"], Mode.WISH),
    ]


def test_a_feature_is_exchanged_for_another(order):
    balcony = order.criteria.get(kind=CriterionKind.FEATURE)
    put_criterion(order=order, wanted=wish(CriterionKind.FEATURE, "garden"), instead_of=balcony)
    assert [f.codes for f in order.criteria.filter(kind=CriterionKind.FEATURE)] == [["garden"]]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (must(CriterionKind.PRICE), "minimum"),
        (must(CriterionKind.PRICE, minimum=2, maximum=1), "maximum"),
        (must(CriterionKind.PRICE, minimum=-1), "minimum"),
        (must(CriterionKind.PRICE, maximum=1, tolerance=51), "tolerance"),
        (must(CriterionKind.OBJECT_TYPE, "castle"), "codes"),
        (must(CriterionKind.PLACE, "*", " "), "places"),
        (must(CriterionKind.PLACE, *(f"{n}" for n in range(1000, 1001 + MAX_PLACES))), "places"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(order, wanted, field):
    before = order.criteria.count()
    with pytest.raises(DomainError) as refused:
        put_criterion(order=order, wanted=wanted)
    assert field in refused.value.fields
    assert order.criteria.count() == before


def test_a_refused_criterion_leaves_no_order_behind(customer):
    with pytest.raises(DomainError):
        create_order(contact=customer, title="X", criteria=[must(CriterionKind.PRICE)])
    assert not SearchOrder.objects.exists()


def test_the_largest_numbers_are_kept(order):
    put_criterion(
        order=order, wanted=must(CriterionKind.PRICE, maximum="999999999999.99", tolerance=50)
    )
    assert OrderToken.objects.filter(order=order, price_max__gt=10**12).exists()


def test_every_change_is_on_the_contacts_record(order, customer):
    changes = Change.objects.filter(subject_type="contact", subject_id=customer.pk)
    tables = set(changes.values_list("table_name", flat=True))
    assert tables >= {"properties_searchorder", "properties_criterion"}
    count = changes.count()
    set_state(order)  # nothing differs
    assert changes.count() == count
    set_state(order, title="Stadtwohnung")
    last = changes.order_by("-id").first()
    assert last.before == {"title": "Wohnung in Graz"}
    assert last.after == {"title": "Stadtwohnung"}


def test_undo_brings_a_deleted_order_back_with_its_tokens(order, offer, customer, agency):
    lend = offer()
    context = delete_order(order=order)
    assert reached(lend) == []
    assert open_orders(customer) == 0
    undo_context(context=context, agency_id=agency.pk)
    assert reached(lend) == [order.pk]
    assert open_orders(customer) == 1


def test_undo_brings_a_criterion_back(order, offer, agency):
    lend = offer(price=900000)
    context = remove_criterion(criterion=order.criteria.get(kind=CriterionKind.PRICE))
    assert reached(lend) == [order.pk]
    undo_context(context=context, agency_id=agency.pk)
    assert reached(lend) == fitting(order) == []


def test_a_deleted_order_takes_no_further_change(order):
    delete_order(order=order)
    with pytest.raises(DomainError, match="inzwischen gelöscht"):
        put_criterion(order=order, wanted=must(CriterionKind.ROOMS, minimum=1))


def test_the_number_on_the_contact_follows_the_calendar(order, customer):
    SearchOrder.objects.filter(pk=order.pk).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    assert open_orders(customer) == 1
    assert expire_search_orders() == 1
    assert open_orders(customer) == 0
    assert expire_orders() == 0


def test_the_command_rebuilds_what_is_derived(order, customer, offer, agency, capsys):
    lend = offer()
    OrderToken.objects.all().delete()
    Contact.objects.update(open_orders=7)
    call_command("rebuild_order_tokens", agency=agency.slug)
    assert "Suchaufträge: 1" in capsys.readouterr().out
    assert reached(lend) == [order.pk]
    assert open_orders(customer) == 1
    with pytest.raises(CommandError, match="kein Büro"):
        call_command("rebuild_order_tokens", agency="nobody")
