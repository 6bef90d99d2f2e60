"""A customer, a portfolio and search orders for these tests."""

from decimal import Decimal

import pytest

from contacts.models import Contact
from properties.matching.criteria import CriterionKind, Mode
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.orders.services import create_order
from properties.services import save_property
from tests.properties.conftest import flat_values


def must(kind: CriterionKind, *codes: str, **values) -> Wanted:
    return wanted(kind, *codes, mode=Mode.MUST, **values)


def wish(kind: CriterionKind, *codes: str, **values) -> Wanted:
    return wanted(kind, *codes, mode=Mode.WISH, **values)


def wanted(kind, *codes, minimum=None, maximum=None, **values) -> Wanted:
    low, high = (None if n is None else Decimal(str(n)) for n in (minimum, maximum))
    return Wanted(kind=kind, codes=codes, minimum=low, maximum=high, **values)


FLAT_IN_GRAZ = (
    must(CriterionKind.MARKETING_TYPE, "buy"),
    must(CriterionKind.OBJECT_TYPE, "apartment"),
    must(CriterionKind.PLACE, "Graz"),
    must(CriterionKind.PRICE, maximum=380000, tolerance=5),
    must(CriterionKind.LIVING_AREA, minimum=75),
    must(CriterionKind.ROOMS, minimum=3, maximum=4),
    wish(CriterionKind.FEATURE, "balcony"),
)


@pytest.fixture
def customer(agency) -> Contact:
    return Contact.objects.create(agency=agency, given_name="Maria", family_name="Steininger")


@pytest.fixture
def order(customer):
    return create_order(contact=customer, title="Wohnung in Graz", criteria=FLAT_IN_GRAZ)


@pytest.fixture
def offer(agency, agent):
    """Makes properties on offer that differ from the flat in Lend by what is given."""
    numbers = iter(range(1, 1000))

    def make(**changes) -> Property:
        values = flat_values(object_number=f"O-{next(numbers)}") | changes
        return save_property(agency=agency, user=agent, values=values)

    return make
