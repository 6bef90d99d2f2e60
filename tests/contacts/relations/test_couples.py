"""A couple: two people who are one contact, and what follows from it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.context import acting, action
from audit.undo import undo_context
from base.errors import DomainError
from contacts.couples import couple_of
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.deduplication.one_draft import find_duplicates
from contacts.listing.search import search
from contacts.models import Contact, ContactKey, Relation
from contacts.record.couple_names import couple_name
from contacts.record.services.couples import dissolve_couple, make_couple
from contacts.relation_kinds import COUPLE_MEMBER
from contacts.relations.services import RelationData, relate
from contacts.services import delete_contact, restore_contact, save_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def reachable(agency, agent):
    """Karl with a phone and an address."""
    data = ContactData(
        {"given_name": "Karl", "family_name": "Gößler", "salutation": "mr", "roles": ["owner"]},
        phones=[phone_row("+49 89 4521998")],
        addresses=[
            address_row(street="Am Ring", house_number="3", postal_code="81667", place="München")
        ],
    )
    return save_contact(agency=agency, contact=None, data=data, user=agent, accept_duplicates=True)


@pytest.fixture
def couple(reachable, eva, agent):
    return make_couple(first=reachable, second=eva, user=agent)


def listed():
    return sorted(contact.display_name for contact in Contact.objects.listed())


class Named:
    def __init__(self, given_name, family_name):
        self.given_name, self.family_name = given_name, family_name


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("Karl", "Gößler"), ("Eva", "Gößler"), ("family", "Karl und Eva", "Gößler")),
        (("Karl", "Gößler"), ("Eva", "Maier"), ("", "Karl", "Gößler und Eva Maier")),
        (("", "Gößler"), ("", "Maier"), ("", "", "Gößler und Maier")),
        (("", "Gößler"), ("", "Gößler"), ("family", "", "Gößler")),
        (("Karl", ""), ("Eva", ""), ("family", "Karl und Eva", "")),
        (("Karl", ""), ("Eva", "Maier"), ("", "Karl", "und Eva Maier")),
    ],
)
def test_names(first, second, name):
    assert tuple(couple_name(Named(*first), Named(*second)).values()) == name


def test_a_couple_is_shown_as_one(couple, reachable, eva, agency):
    assert couple.display_name == "Familie Karl und Eva Gößler"
    assert (couple.initials, couple.sort_key) == ("KG", "gossler karl und eva")
    assert (couple.primary_phone, couple.primary_place) == ("+49 89 4521998", "81667 München")
    assert listed() == ["Familie Karl und Eva Gößler"]
    for query in ("Eva", "Karl Gößler", "089 4521998", "Ring"):
        assert couple in search(Contact.objects.listed(), agency.pk, query), query
    assert couple.derived_roles == ["owner"]


def test_a_couple_and_its_members_are_no_duplicates(couple, reachable, agency):
    record = ContactData({"given_name": "Karl", "family_name": "Gößler"})
    assert [found.contact for found in find_duplicates(record, agency)] == [reachable]
    mine = set(ContactKey.objects.filter(contact=couple).values_list("key", flat=True))
    theirs = set(ContactKey.objects.exclude(contact=couple).values_list("key", flat=True))
    assert mine
    assert not mine & theirs


def test_the_couple_follows_its_members(couple, eva, agency, agent):
    save_contact(
        agency=agency,
        contact=eva,
        user=agent,
        data=ContactData({"family_name": "Maier"}, emails=[email_row("eva@example.at")]),
    )
    couple.refresh_from_db()
    assert couple.display_name == "Karl Gößler und Eva Maier"
    assert couple.primary_email == "eva@example.at"


def test_a_name_given_by_hand_stays(couple, eva, agency, agent):
    save_contact(
        agency=agency,
        contact=couple,
        user=agent,
        data=ContactData({"given_name": ""}),
        accept_duplicates=True,
    )
    save_contact(agency=agency, contact=eva, user=agent, data=ContactData({"given_name": "Evi"}))
    couple.refresh_from_db()
    assert couple.display_name == "Familie Gößler"
    assert couple in search(Contact.objects.listed(), agency.pk, "Evi")


def test_renaming_a_member_is_undone_with_the_couples_name(couple, eva, agency, agent):
    with acting(actor="Anna"), action("test.rename") as context:
        save_contact(
            agency=agency, contact=eva, user=agent, data=ContactData({"given_name": "Evi"})
        )
    undo_context(context=context.id, agency_id=agency.pk)
    couple.refresh_from_db()
    assert couple.display_name == "Familie Karl und Eva Gößler"


def test_dissolving_and_taking_it_back(couple, reachable, eva, agency):
    context = dissolve_couple(couple=couple)
    assert listed() == ["Eva Gößler", "Karl Gößler"]
    assert not Relation.objects.filter(kind=COUPLE_MEMBER).exists()
    undo_context(context=context, agency_id=agency.pk)
    assert listed() == ["Familie Karl und Eva Gößler"]
    assert couple_of(Contact.objects.get(pk=eva.pk)).members == (reachable, eva)


def test_deleting_and_restoring_the_couple(couple, eva):
    delete_contact(contact=couple)
    assert listed() == ["Eva Gößler", "Karl Gößler"]
    restore_contact(contact=couple)
    assert listed() == ["Familie Karl und Eva Gößler"]


def test_after_a_deleted_couple_comes_another_one(couple, eva, person, agent):
    delete_contact(contact=couple)
    eva.refresh_from_db()
    other = make_couple(first=eva, second=person("Rosa", "Lind"), user=agent)
    assert other.display_name == "Eva Gößler und Rosa Lind"


def test_undo_of_making_a_couple(reachable, eva, agent, agency):
    with acting(actor="Anna"), action("test.couple") as context:
        make_couple(first=reachable, second=eva, user=agent)
    undo_context(context=context.id, agency_id=agency.pk)
    assert listed() == ["Eva Gößler", "Karl Gößler"]


def test_only_two_single_people_become_a_couple(couple, eva, karl, firm, agent):
    eva.refresh_from_db()
    for first, second in [(karl, karl), (karl, firm), (karl, couple), (karl, eva)]:
        with pytest.raises(DomainError):
            make_couple(first=first, second=second, user=agent)


class TestOverview:
    def queries(self, client):
        with CaptureQueriesContext(connection) as captured:
            body = client.get("/kontakte/").content.decode()
        return len(captured), body

    def test_couples_cost_no_further_query(self, agent_client, person, agent):
        def couple(number):
            both = [person(f"{name}{number}", "Paarmann") for name in ("Anna", "Bert")]
            make_couple(first=both[0], second=both[1], user=agent)

        couple(0)
        self.queries(agent_client)
        few, body = self.queries(agent_client)
        assert "Familie Anna0 und Bert0 Paarmann" in body
        for number in range(1, 8):
            couple(number)
        many, body = self.queries(agent_client)
        assert "Familie Anna7 und Bert7 Paarmann" in body
        assert many == few


class TestPages:
    form = {
        "kind": "couple",
        "salutation": "mr",
        "given_name": "Karl",
        "family_name": "Gößler",
        "status": "new",
        "partner-salutation": "ms",
        "partner-given_name": "Eva",
        "partner-birth_date": "2.3.1980",
        **{
            f"{name}-{key}": "0"
            for name in ("phones", "emails", "addresses")
            for key in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
    }

    def test_both_are_created_in_one_form(self, agent_client):
        assert agent_client.post("/kontakte/neu/", self.form).status_code == 303
        assert listed() == ["Familie Karl und Eva Gößler"]
        eva = Contact.objects.get(given_name="Eva")
        assert (eva.family_name, eva.salutation, str(eva.birth_date)) == (
            "Gößler",
            "ms",
            "1980-03-02",
        )
        body = agent_client.get(eva.get_absolute_url()).content.decode()
        assert "Familie Karl und Eva Gößler" in body
        couple = Contact.objects.get(kind="couple")
        assert (
            eva.get_absolute_url() in agent_client.get(couple.get_absolute_url()).content.decode()
        )

    def test_a_missing_second_name_is_explained(self, agent_client):
        answer = agent_client.post("/kontakte/neu/", {**self.form, "partner-given_name": ""})
        assert answer.status_code == 422
        assert "zweiten Person" in answer.content.decode()
        assert not Contact.objects.exists()

    def test_a_person_who_exists_already_is_shown_first(self, agent_client, agency, maria):
        data = {**self.form, "partner-given_name": "Maria", "partner-family_name": "Steininger"}
        answer = agent_client.post("/kontakte/neu/", data)
        assert answer.status_code == 422
        assert maria.get_absolute_url() in answer.content.decode()
        accepted = agent_client.post("/kontakte/neu/", {**data, "accept_duplicates": str(maria.pk)})
        assert accepted.status_code == 303

    def test_from_a_relation_and_apart_again(self, agent_client, karl, eva):
        relation = relate(contact=karl, other=eva, data=RelationData("spouse"))
        path = f"/kontakte/{karl.pk}/personen/{relation.pk}/"
        assert "Als Paar führen" in agent_client.get(path).content.decode()
        assert agent_client.post(f"{path}paar/").status_code == 303
        couple = Contact.objects.get(kind="couple")
        assert "Als Paar führen" not in agent_client.get(path).content.decode()
        dissolve = f"/kontakte/{couple.pk}/paar/aufloesen/"
        assert "bleiben" in agent_client.get(dissolve).content.decode()
        assert agent_client.post(dissolve).status_code == 303
        assert listed() == ["Eva Gößler", "Karl Gößler"]

    def test_who_is_no_couple_cannot_be_dissolved(self, agent_client, karl):
        assert agent_client.get(f"/kontakte/{karl.pk}/paar/aufloesen/").status_code == 404

    def test_a_person_does_not_become_a_couple_by_a_click(self, agent_client, karl, couple):
        person = agent_client.get(karl.get_absolute_url()).content.decode()
        assert 'value="couple"' not in person
        assert 'value="person"' not in agent_client.get(couple.get_absolute_url()).content.decode()
