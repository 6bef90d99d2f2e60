"""Contacts to test with."""

import pytest

from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.services import save_contact


@pytest.fixture
def maria_data() -> ContactData:
    return ContactData(
        values={
            "salutation": "ms",
            "title_before": "Mag.",
            "given_name": "Maria",
            "family_name": "Steininger",
            "tags": ["Altbau"],
        },
        phones=[phone_row("0664 482 13 90"), phone_row("0316 82 44 10", kind="work")],
        emails=[email_row("maria.steininger@example.at")],
        addresses=[
            address_row(
                street="Heinrichstraße", house_number="20", postal_code="8010", place="Graz"
            )
        ],
    )


@pytest.fixture
def maria(agency, agent, maria_data):
    return save_contact(agency=agency, contact=None, data=maria_data, user=agent)
