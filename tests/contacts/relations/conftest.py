"""People to relate."""

import pytest

from contacts.data import ContactData
from contacts.models import Contact
from contacts.services import create_contacts


@pytest.fixture
def person(agency):
    """Makes a contact: `person("Eva", "Gößler", salutation="ms")`."""

    def make(given="", family="", owner=None, **values) -> Contact:
        data = ContactData({"given_name": given, "family_name": family, **values})
        return create_contacts(agency=owner or agency, items=[data], user=None)[0]

    return make


@pytest.fixture
def karl(person):
    return person("Karl", "Gößler", salutation="mr")


@pytest.fixture
def eva(person):
    return person("Eva", "Gößler", salutation="ms")


@pytest.fixture
def firm(person):
    return person(kind="company", company_name="Gößler GmbH")
