"""New properties get the next number of the agency, each its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from properties import services
from properties.models import Property
from properties.record.services.numbering import change_series, proposed_number
from tests.properties.conftest import flat_values
from tests.properties.test_pages import sent


def shown(client):
    return client.get("/immobilien/neu/").context["form"]["object_number"].value()


def test_the_next_number_is_proposed_and_skips_what_is_taken(agency, agent, agent_client):
    assert shown(agent_client) == "1001"
    one = services.save_property(
        agency=agency, user=agent, values=flat_values(object_number="1001")
    )
    services.save_property(agency=agency, user=agent, values=flat_values(object_number="1003"))
    assert shown(agent_client) == "1002"
    # A number in the bin stays free for what is brought back.
    services.delete_property(property=one)
    assert shown(agent_client) == "1002"


def test_two_people_with_the_same_proposal_get_two_numbers(agency, agent_client):
    for title in ("Eine", "Andere"):
        saved = agent_client.post(
            "/immobilien/neu/",
            sent(title=title, object_number="1001", proposed_number="1001"),
        )
        assert saved.status_code == 303
    numbers = Property.objects.order_by("pk").values_list("object_number", flat=True)
    assert list(numbers) == ["1001", "1002"]
    assert shown(agent_client) == "1003"


def test_a_number_typed_by_hand_is_kept_and_a_taken_one_told(agency, agent_client):
    given = sent(object_number="W-7", proposed_number="1001")
    assert agent_client.post("/immobilien/neu/", given).status_code == 303
    assert Property.objects.get().object_number == "W-7"
    again = agent_client.post("/immobilien/neu/", given)
    assert (again.status_code, "schon vergeben" in again.content.decode()) == (422, True)
    assert proposed_number(agency) == "1001"


def test_administrators_set_the_pattern(agency, other_agency, agent_client, administrator_client):
    url = "/immobilien/nummern/"
    assert agent_client.get(url).status_code == 403
    wrong = administrator_client.post(url, {"lead": "W-", "next_number": "viele"})
    assert (wrong.status_code, 'value="viele"' in wrong.content.decode()) == (422, True)
    administrator_client.post(url, {"lead": "W-", "next_number": "1.200"})
    assert shown(agent_client) == "W-1200"
    assert proposed_number(other_agency) == "1001"


def test_a_long_stock_of_numbers_is_passed_over(agency):
    Property.objects.bulk_create(
        Property(agency=agency, object_number=str(number)) for number in range(1001, 2100)
    )
    assert proposed_number(agency) == "2100"
    change_series(agency=agency, prefix="", next_number=5000)
    assert proposed_number(agency) == "5000"


@pytest.mark.django_db(transaction=True)
def test_many_at_the_same_moment_get_a_number_each(agency, agent):
    def create(index):
        try:
            with transaction.atomic():
                values = flat_values(title=f"Nr. {index}", object_number="1001")
                services.save_property(agency=agency, user=agent, values=values, proposed="1001")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(create, range(6)))
    numbers = Property.objects.values_list("object_number", flat=True)
    assert sorted(numbers) == [str(1001 + index) for index in range(6)]
