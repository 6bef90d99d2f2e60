"""Two tabs at one property, its pictures, documents, parties and orders lose nothing."""

import json
import re
from decimal import Decimal
from html import unescape

import pytest

from audit.models import Change
from base.errors import DomainError
from contacts.models import Contact
from properties import services
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.orders.services import change_order, create_order, put_criterion
from properties.parties.services import add_party, change_party
from tests.properties.conftest import flat_values, pdf, picture
from tests.properties.test_pages import sent

pytestmark = pytest.mark.django_db


def base_of(response):
    """What the page carries in its field `base`."""
    found = re.search(r'name="base" value="([^"]*)"', response.content.decode())
    assert found
    return unescape(found[1])


@pytest.fixture
def page(flat):
    return f"/immobilien/{flat.pk}/"


@pytest.fixture
def house(agency, agent):
    """As the form of the tests sends it, so that saving it unchanged changes nothing."""
    values = flat_values(
        object_subtype="attic",
        price="349000.50",
        living_area="82.50",
        usage=["residential"],
        features=["balcony"],
        absent_features=["elevator"],
        available_from="2027-02-01",
        country="AT",
        description_object="Erste Zeile\nZweite Zeile",
    )
    return services.save_property(agency=agency, user=agent, values=values)


def typed(**changes):
    return sent(description_object="Erste Zeile\r\nZweite Zeile", **changes)


def test_what_two_tabs_change_of_different_fields_is_all_kept(agent_client, house):
    url = f"/immobilien/{house.pk}/"
    base = base_of(agent_client.get(url))
    first = typed(base=base, price="360.000", **{"feature-garden": "yes"})
    second = typed(base=base, rooms="4", description_location="Ruhig", **{"feature-cellar": "no"})
    assert agent_client.post(url, first).status_code == 303
    assert agent_client.post(url, second).status_code == 303
    house.refresh_from_db()
    assert (house.price, house.rooms, house.description_location) == (360000, 4, "Ruhig")
    assert set(house.features) == {"balcony", "garden"}
    assert set(house.absent_features) == {"elevator", "cellar"}


def test_what_both_change_is_shown_and_decided_by_the_second(agent_client, house):
    url = f"/immobilien/{house.pk}/"
    base = base_of(agent_client.get(url))
    agent_client.post(url, typed(base=base, price="360.000", **{"feature-garden": "yes"}))
    mine = typed(base=base, price="355.000", title="Meins", **{"feature-garden": "no"})
    late = agent_client.post(url, mine)
    text = late.content.decode()
    assert late.status_code == 422
    assert "jetzt gespeichert »360.000 €«, bei Ihnen »355.000 €«" in text
    assert "jetzt gespeichert »Ja«, bei Ihnen »Nein«" in text
    assert 'value="355.000"' in text
    assert 'value="Meins"' in text
    house.refresh_from_db()
    assert (house.price, house.title) == (360000, "Altbauwohnung mit Innenhof, Lend")
    # Saving again says that it is meant so; nothing else is overwritten.
    services.save_property(agency=house.agency, user=None, property=house, values={"place": "Wien"})
    again = agent_client.post(url, {**mine, "base": base_of(late)})
    assert again.status_code == 303
    house.refresh_from_db()
    assert (house.price, house.title, house.place) == (355000, "Meins", "Wien")
    assert "garden" in house.absent_features


def test_an_untouched_page_takes_nothing_back_in_any_notation(agent_client, house):
    url = f"/immobilien/{house.pk}/"
    base = base_of(agent_client.get(url))
    values = {"price": 1, "description_object": "Neu", "features": [], "absent_features": []}
    services.save_property(agency=house.agency, user=None, property=house, values=values)
    assert agent_client.post(url, typed(base=base)).status_code == 303
    house.refresh_from_db()
    assert (house.price, house.description_object) == (1, "Neu")
    assert (house.features, house.absent_features) == ([], [])


def test_an_error_keeps_what_the_page_had_shown(agent_client, flat, page):
    base = base_of(agent_client.get(page))
    services.save_property(agency=flat.agency, user=None, property=flat, values={"price": 1})
    wrong = agent_client.post(page, sent(base=base, title=""))
    assert json.loads(base_of(wrong)) == json.loads(base)


@pytest.mark.parametrize("base", ["", "x", "[]", '{"own": 7}', '{"features": []}', "[" * 5000])
def test_a_broken_base_breaks_nothing(agent_client, page, base):
    assert agent_client.post(page, sent(base=base)).status_code in {303, 422}


def test_every_save_offers_the_way_back(agent_client, flat, page):
    saved = agent_client.post(page, sent(base=base_of(agent_client.get(page)), price="1"))
    undo = re.search(r"/rueckgaengig/[0-9a-f-]+/", agent_client.get(saved.url).content.decode())
    assert undo
    agent_client.post(undo[0])
    flat.refresh_from_db()
    assert flat.price == 349000
    created = agent_client.post("/immobilien/neu/", sent(object_number="NEU-1"))
    undo = re.search(r"/rueckgaengig/[0-9a-f-]+/", agent_client.get(created.url).content.decode())
    assert undo
    agent_client.post(undo[0])
    assert not Property.objects.present().filter(object_number="NEU-1").exists()
    assert Change.objects.filter(action="properties.create").exists()


@pytest.fixture
def picture_of(flat, agent):
    return services.add_image(property=flat, source=picture(), name="a.png", user=agent)


def test_a_picture_that_two_people_name_is_asked_about(agent_client, flat, page, picture_of):
    base = base_of(agent_client.get(f"{page}bilder/"))
    change = f"{page}bilder/{picture_of.pk}/aendern/"
    # Only the title was changed there, only the kind here: both are kept.
    services.change_image(image=picture_of, title="Hof", kind="photo")
    agent_client.post(change, {"title": "", "kind": "exterior", "base": base})
    picture_of.refresh_from_db()
    assert (picture_of.title, picture_of.kind) == ("Hof", "exterior")
    late = agent_client.post(change, {"title": "Garten", "kind": "photo", "base": base})
    assert late.status_code == 422
    text = late.content.decode()
    assert "jetzt gespeichert »Hof«, bei Ihnen »Garten«" in text
    assert 'value="Garten"' in text
    again = {"title": "Garten", "kind": "photo", "base": base_of(late)}
    assert agent_client.post(change, again).status_code == 303
    picture_of.refresh_from_db()
    assert picture_of.title == "Garten"


def test_a_picture_deleted_in_another_tab_is_said_when_it_is_moved(flat, picture_of):
    services.delete_image(image=picture_of)
    with pytest.raises(DomainError, match="inzwischen gelöscht"):
        services.make_cover(image=picture_of)


def test_a_document_keeps_both_names_until_somebody_decides(agent_client, flat, page, agent):
    plan = services.add_document(property=flat, source=pdf(), name="Plan.pdf", user=agent)
    base = base_of(agent_client.get(f"{page}dokumente/"))
    services.change_document(document=plan, name="Grundriss.pdf", kind="document")
    sent_late = {"name": "Lageplan.pdf", "kind": "document", "base": base}
    late = agent_client.post(f"{page}dokumente/{plan.pk}/aendern/", sent_late)
    assert late.status_code == 422
    text = late.content.decode()
    assert "»Grundriss.pdf«, bei Ihnen »Lageplan.pdf«" in text
    assert 'value="Lageplan.pdf"' in text
    wrong = agent_client.post(
        f"{page}dokumente/{plan.pk}/aendern/", {"name": "x" * 300, "kind": "document"}
    )
    assert wrong.status_code == 422
    assert "x" * 300 in wrong.content.decode()


def test_a_party_keeps_both_notes_until_somebody_decides(agent_client, agency, flat):
    maria = Contact.objects.create(agency=agency, family_name="Steininger")
    party, _context = add_party(contact=maria, property=flat, kind="interest", note="alt")
    url = f"/immobilien/{flat.pk}/beteiligte/{party.pk}/"
    base = base_of(agent_client.get(url))
    change_party(party=party, kind="interest", note="theirs")
    late = agent_client.post(url, {"kind": "interest", "note": "mine", "base": base})
    assert (late.status_code, "»theirs«, bei Ihnen »mine«" in late.content.decode()) == (422, True)
    saved = agent_client.post(url, {"kind": "interest", "note": "mine", "base": base_of(late)})
    assert saved.status_code == 303
    party.refresh_from_db()
    assert party.note == "mine"


def test_an_order_and_its_criteria_keep_what_two_tabs_want(agent_client, agency):
    maria = Contact.objects.create(agency=agency, family_name="Steininger")
    order = create_order(contact=maria, title="Suche")
    one = f"/kontakte/{maria.pk}/suchauftraege/{order.pk}/"
    base = base_of(agent_client.get(f"{one}bearbeiten/"))
    change_order(order=order, title="Andere", state="active", valid_until=None, note="")
    mine = {"title": "Meine", "state": "active", "note": "Notiz", "base": base}
    late = agent_client.post(f"{one}bearbeiten/", mine)
    assert "»Andere«, bei Ihnen »Meine«" in late.content.decode()
    # A criterion that was not there when the form opened.
    empty = base_of(agent_client.get(f"{one}kriterium/price/"))
    put_criterion(order=order, wanted=Wanted(CriterionKind.PRICE, maximum=Decimal(300000)))
    given = {"maximum": "400.000", "mode": "must", "unknown_fits": "on", "base": empty}
    late = agent_client.post(f"{one}kriterium/price/", given)
    assert late.status_code == 422
    assert "»300.000«, bei Ihnen »400.000«" in late.content.decode()
    assert order.criteria.get().maximum == 300000
    agent_client.post(f"{one}kriterium/price/", given | {"base": base_of(late)})
    assert order.criteria.get().maximum == 400000
