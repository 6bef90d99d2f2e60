"""The circle around a contact, its picture, and the people behind a company."""

from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.relations.circle import MOST_NEAR, MOST_PEOPLE, circle_of
from contacts.relations.drawing import narrow, wide
from contacts.relations.services import RelationData, relate

pytestmark = pytest.mark.django_db


def parent(of, who):
    relate(contact=of, other=who, data=RelationData("parent", "a"))


@pytest.fixture
def family(karl, eva, person):
    """Tim with his parents, who are married, and a grandmother; her neighbour is too far away."""
    tim, rosa, far = person("Tim", salutation="mr"), person("Rosa", salutation="ms"), person("Weit")
    relate(contact=karl, other=eva, data=RelationData("spouse"))
    parent(tim, karl)
    parent(tim, eva)
    parent(eva, rosa)
    relate(contact=rosa, other=far, data=RelationData("neighbour"))
    return tim


def told(circle):
    return {(str(p.contact), p.word, str(p.parent.contact)) for p in circle.people}


def test_two_steps_with_the_words_on_the_way(family):
    circle = circle_of(family)
    assert told(circle) == {
        ("Karl Gößler", "Vater", "Tim"),
        ("Eva Gößler", "Mutter", "Tim"),
        ("Rosa", "Mutter", "Eva Gößler"),
    }
    assert [(str(x.one.contact), str(x.other.contact), x.word) for x in circle.links] == [
        ("Eva Gößler", "Karl Gößler", "Ehepartner/in")
    ]
    assert not circle.is_cut


def test_several_relations_to_one_person_are_one_line(karl, eva):
    relate(contact=karl, other=eva, data=RelationData("spouse"))
    relate(contact=karl, other=eva, data=RelationData("heir", "a"))
    assert told(circle_of(karl)) == {("Eva Gößler", "Ehefrau, Erbin", "Karl Gößler")}


def test_it_is_bounded_and_says_so(karl, person):
    for number in range(MOST_NEAR + 5):
        friend = person(f"F{number}")
        relate(contact=karl, other=friend, data=RelationData("friend"))
        for child in range(3):
            parent(person(f"K{number}-{child}"), friend)
    circle = circle_of(karl)
    assert circle.is_cut
    assert len(circle.centre.children) == MOST_NEAR
    assert len(circle.people) == MOST_PEOPLE


@pytest.mark.parametrize("near", [1, 2, 3, 5, 8, MOST_NEAR])
@pytest.mark.parametrize("far", [0, 1, 2])
def test_nobody_stands_on_anybody_and_all_stand_inside(karl, person, near, far):
    for number in range(near):
        friend = person(f"Friederike {number}", "Freudenthaler")
        relate(contact=karl, other=friend, data=RelationData("friend"))
        for child in range(far):
            parent(person(f"Konstantin {number}-{child}", "Freudenthaler"), friend)
    circle = circle_of(karl)
    for drawing, apart in ((wide(circle), 36), (narrow(circle), 36)):
        assert len(drawing.nodes) == len(circle.people) + 1
        for node in drawing.nodes:
            assert node.radius <= node.x <= drawing.width - node.radius
            assert node.radius <= node.y <= drawing.height - node.radius
        for one, other in combinations(drawing.nodes, 2):
            # Beside each other far enough for the names, or one clearly above the other.
            assert abs(one.x - other.x) >= 66 or abs(one.y - other.y) >= apart, (one, other)


def test_two_queries_whatever_the_size(karl, family, person):
    for number in range(8):
        parent(person(f"K{number}"), karl)
    with CaptureQueriesContext(connection) as captured:
        drawing = wide(circle_of(karl))
    assert len(captured) == 2
    assert len(drawing.nodes) > 9


def test_the_page_draws_links_and_tells_the_same_as_a_list(agent_client, family):
    body = agent_client.get(f"/kontakte/{family.pk}/personen/").content.decode()
    picture, text = body[body.index('<svg class="circle') :].split("<details", 1)
    assert "style=" not in picture
    for name in ("Karl", "Eva", "Rosa"):
        assert name in picture
        assert name in text
    assert "Mutter (zu Eva Gößler)" in text
    assert picture.count("/personen/") == 8


def test_a_company_shows_who_represents_and_owns_it(agent_client, firm, karl, eva):
    page = f"/kontakte/{firm.pk}/firma/"
    body = agent_client.get(page).content.decode()
    assert "Noch kein wirtschaftlicher Eigentümer erfasst." in body
    data = {
        "other": karl.pk,
        "relation": "managing_director:a",
        "power": "joint",
        "since": "1.2.2020",
    }
    assert agent_client.post(f"/kontakte/{firm.pk}/personen/", data).status_code == 303
    data = {"other": eva.pk, "relation": "beneficial_owner:a", "share": "33,3"}
    assert agent_client.post(f"/kontakte/{firm.pk}/personen/", data).status_code == 303
    body = agent_client.get(page).content.decode()
    assert "Geschäftsführer · gemeinsam · seit 01.02.2020" in body
    assert "wirtschaftliche Eigentümerin · 33,3 %" in body
    offered = agent_client.get(f"/kontakte/{firm.pk}/personen/?beziehung=beneficial_owner:a")
    assert '<option value="beneficial_owner:a" selected>' in offered.content.decode()
    assert (
        "Vertretung und Eigentümer"
        not in agent_client.get(f"/kontakte/{karl.pk}/firma/").content.decode()
    )
