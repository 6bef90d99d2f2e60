"""Rows of the overview of all orders: what somebody typed stays text, whatever is missing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.models import Contact
from properties.matching.criteria import CriterionKind
from properties.models.orders import OrderState, SearchOrder
from properties.orders.services import create_order
from tests.properties.orders.conftest import must

TYPED, ESCAPED = "<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"


@pytest.fixture
def overview(agent_client):
    return lambda: agent_client.get(reverse("properties:all_orders")).content.decode()


def test_what_was_typed_is_escaped(overview, agency):
    customer = Contact.objects.create(agency=agency, family_name=TYPED, initials="<")
    create_order(contact=customer, title=TYPED, criteria=[must(CriterionKind.PLACE, TYPED)])
    page = overview()
    assert page.count(ESCAPED) == 3
    assert ">&lt;</span>" in page
    assert TYPED not in page


def test_an_order_without_criteria_or_end_has_dashes(overview, customer):
    SearchOrder.objects.create(agency_id=customer.agency_id, contact=customer, title="Nichts")
    page = overview()
    assert '<td data-label="Kriterien"><span>–</span></td>' in page
    assert '<td class="nowrap" data-label="Gültig bis">–</td>' in page
    assert '<td class="nowrap" data-label="Angelegt">heute</td>' in page


@pytest.mark.parametrize(
    ("state", "days", "badge"),
    [
        (OrderState.ACTIVE, 0, '<span class="badge badge-ok">Aktiv</span>'),
        (OrderState.ACTIVE, -1, '<span class="badge badge-danger">Abgelaufen</span>'),
        (OrderState.DONE, -1, '<span class="badge badge-muted">Erledigt</span>'),
    ],
)
def test_only_an_active_order_expires(overview, customer, state, days, badge):
    until = timezone.localdate() + timedelta(days=days)
    SearchOrder.objects.create(
        agency_id=customer.agency_id, contact=customer, title="A", state=state, valid_until=until
    )
    assert badge in overview()
