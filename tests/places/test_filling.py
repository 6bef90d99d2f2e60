"""A postal code fills place, quarter and state of every address form, and never what was typed."""

import pytest
from django.urls import reverse

from contacts.data import ContactData, RowData
from contacts.models import Contact
from contacts.record.forms.contact_points import AddressForm
from contacts.services import save_contact
from properties.models import Property

FILL = "/orte/plz/"


def answer(client, **given):
    response = client.get(FILL, given, HTTP_HX_REQUEST="true")
    assert response.status_code == 200
    return response.content.decode()


def test_the_answer_proposes_and_offers(agent_client):
    text = answer(
        agent_client,
        **{
            "addresses-0-postal_code": "8010",
            "addresses-0-country": "AT",
            "addresses-0-place": "",
        },
    )
    assert 'data-place="Graz"' in text
    assert 'data-region="Steiermark"' in text
    assert 'data-list="id_addresses-0-place_list"' in text
    assert 'data-place-choice="Kainbach bei Graz"' in text
    assert '<option value="Hönigtal">' in text


def test_a_place_of_the_code_is_not_proposed_away(agent_client):
    text = answer(agent_client, postal_code="8010", country="AT", place="Hönigtal")
    assert 'data-place=""' in text
    assert 'data-region="Steiermark"' in text


def test_the_answer_tells_the_quarter(agent_client):
    text = answer(agent_client, postal_code="1020", country="AT", place="", district="")
    assert 'data-district="Leopoldstadt"' in text
    assert 'data-list="id_district_list"' in text
    assert "data-place-choice" not in text


def test_foreign_and_odd_codes_say_nothing_or_gently_that_they_are_unknown(agent_client):
    assert "Verzeichnis" not in answer(agent_client, postal_code="20121", country="IT")
    assert "Verzeichnis" in answer(agent_client, postal_code="99999", country="AT")
    for odd in ("", "<script>", "\0", "٨٠١٠", "x" * 300):
        assert "<script>" not in answer(agent_client, postal_code=odd, country=odd, place=odd)


def test_names_of_inputs_cannot_smuggle_markup(agent_client):
    text = answer(agent_client, **{'"><img-place': "x", "postal_code": "8010", "country": "AT"})
    assert "<img" not in text


def test_only_people_with_access_may_ask(client):
    assert client.get(FILL, {"postal_code": "8010"}).status_code == 302


def test_without_htmx_it_is_the_page_to_look_up(agent_client):
    text = agent_client.get(FILL, {"postal_code": "8010"}).content.decode()
    assert "<h1>Orte und Postleitzahlen</h1>" in text


@pytest.mark.parametrize("query", ["8010", "Kainbach", "kainbach bei"])
def test_places_can_be_looked_up_and_the_source_is_named(agent_client, query):
    text = agent_client.get(reverse("places:lookup"), {"q": query}).content.decode()
    assert "Kainbach bei Graz" in text
    assert "GeoNames" in text
    assert "CC BY 4.0" in text


def address_form(agency, initial=None, **values):
    base = {"kind": "private", "country": "AT"}
    form = AddressForm({**base, **values}, agency=agency, initial=initial or {})
    assert form.is_valid(), form.errors
    return form.cleaned_data


def test_the_server_fills_what_is_empty_and_certain(agency):
    filled = address_form(agency, postal_code="1020")
    assert (filled["place"], filled["region"]) == ("Wien", "Wien")
    german = address_form(agency, postal_code="50667", country="DE")
    assert (german["place"], german["region"]) == ("Köln", "Nordrhein-Westfalen")


def test_what_is_not_certain_stays_empty(agency):
    filled = address_form(agency, postal_code="8010")
    assert (filled["place"], filled["region"]) == ("", "")
    assert address_form(agency, postal_code="8010", place="Graz")["region"] == "Steiermark"


def test_a_place_alone_fills_what_is_certain(agency):
    ischl = address_form(agency, place="Bad Ischl")
    assert (ischl["postal_code"], ischl["region"]) == ("4820", "Oberösterreich")
    graz = address_form(agency, place="Graz")
    assert (graz["postal_code"], graz["region"]) == ("", "Steiermark")
    for unclear in ("Neustadt", "Nirgendwo"):
        filled = address_form(agency, place=unclear, country="DE")
        assert (filled["postal_code"], filled["region"]) == ("", "")
    assert address_form(agency, place="Bad Ischl", country="IT")["postal_code"] == ""


@pytest.mark.parametrize("place", ["Anderswo", "GRAZ", "Wien-Leopoldstadt"])
def test_what_was_typed_stays(agency, place):
    filled = address_form(agency, postal_code="1020", place=place, region="Irgendwo")
    assert (filled["place"], filled["region"]) == (place, "Irgendwo")


@pytest.mark.parametrize(("code", "country"), [("20121", "IT"), ("SW1A 1AA", "GB"), ("0", "AT")])
def test_foreign_and_odd_codes_stay_possible(agency, code, country):
    filled = address_form(agency, postal_code=code, country=country)
    assert (filled["postal_code"], filled["place"], filled["region"]) == (code, "", "")


def test_an_address_stored_without_a_place_stays_so_until_it_is_touched(agency):
    stored = {"kind": "private", "country": "AT", "postal_code": "1020", "street": "Am Tabor"}
    assert address_form(agency, stored, **stored)["place"] == ""
    assert address_form(agency, stored, **{**stored, "postal_code": "1030"})["place"] == "Wien"


def test_saving_a_contact_without_javascript_fills_the_place(agent_client, agency):
    blank = {
        f"{name}-{part}": value
        for name in ("phones", "emails")
        for part, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))
    }
    response = agent_client.post(
        reverse("contacts:create"),
        {
            **blank,
            "kind": "person",
            "family_name": "Gruber",
            "status": "new",
            "language": "de",
            "addresses-TOTAL_FORMS": "1",
            "addresses-INITIAL_FORMS": "0",
            "addresses-0-kind": "private",
            "addresses-0-postal_code": "1020",
            "addresses-0-country": "AT",
            "addresses-primary": "0",
        },
    )
    assert response.status_code in (302, 303), response.content.decode()[:2000]
    address = Contact.objects.get(family_name="Gruber").addresses.get()
    assert (address.place, address.region) == ("Wien", "Wien")


def test_saving_unchanged_does_not_touch_a_stored_address(agent_client, agency, agent):
    address = {"postal_code": "1020", "country": "AT", "kind": "private"}
    contact = save_contact(
        agency=agency,
        contact=None,
        user=agent,
        data=ContactData({"family_name": "Alt"}, addresses=[RowData(address)]),
    )
    assert contact.addresses.get().place == ""


def test_saving_a_property_fills_place_district_and_state(agent_client, agency):
    response = agent_client.post(
        reverse("properties:create"),
        {
            "title": "Altbau",
            "marketing_type": "buy",
            "status": "draft",
            "kind": "apartment",
            "postal_code": "1020",
            "country": "AT",
            "rent_period": "month",
            "usage": ["residential"],
            "currency": "EUR",
        },
    )
    assert response.status_code == 303, response.context["form"].errors
    found = Property.objects.get(title="Altbau")
    assert (found.place, found.district, found.region) == ("Wien", "Leopoldstadt", "Wien")


def test_the_agencys_own_address_is_filled(administrator_client, agency):
    response = administrator_client.post(
        reverse("accounts:agency_settings"),
        {
            "name": agency.name,
            "sender_address": agency.sender_address,
            "country": "AT",
            "postal_code": "8020",
            "place": "",
            "commission_percent": "3",
        },
    )
    assert response.status_code in (302, 303), response.content.decode()[:2000]
    agency.refresh_from_db()
    assert agency.place == "Graz"


def test_every_address_form_asks(agent_client):
    for page in ("contacts:create", "properties:create"):
        text = agent_client.get(reverse(page)).content.decode()
        assert 'hx-get="/orte/plz/"' in text
        assert "data-place-answer" in text
