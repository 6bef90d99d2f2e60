"""Roles that a relation or an order gives: written, taken away and shown by themselves."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.undo import undo_context
from contacts.choices import ContactRole
from contacts.models import Contact
from contacts.relations.services import RelationData, change_relation, relate, remove_relation
from contacts.roles import derived_roles_of, roles_from_sources
from contacts.services import delete_contact, refresh_roles, restore_contact
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.orders.services import change_order, create_order, delete_order

pytestmark = pytest.mark.django_db


def roles(contact):
    contact.refresh_from_db()
    return contact.derived_roles


@pytest.fixture
def order(eva):
    return create_order(
        contact=eva, title="Wohnung", criteria=[Wanted(CriterionKind.PLACE, codes=("8010",))]
    )


def test_an_open_order_makes_a_prospect(eva, order, agency):
    assert roles(eva) == ["prospect"]
    change_order(order=order, title="Wohnung", state="paused", valid_until=None, note="")
    assert roles(eva) == []
    change_order(order=order, title="Wohnung", state="active", valid_until=None, note="")
    context = delete_order(order=order)
    assert roles(eva) == []
    undo_context(context=context, agency_id=agency.pk)
    assert roles(eva) == ["prospect"]


def test_a_relation_makes_a_referrer(karl, eva, agency):
    relation = relate(contact=eva, other=karl, data=RelationData("referrer", "a"))
    assert (roles(karl), roles(eva)) == (["referrer"], [])
    change_relation(relation=relation, contact=eva, data=RelationData("landlord", "a"))
    assert (roles(karl), roles(eva)) == ([], ["tenant"])
    context = remove_relation(relation=relation)
    assert roles(eva) == []
    undo_context(context=context, agency_id=agency.pk)
    assert roles(eva) == ["tenant"]


def test_who_is_deleted_gives_and_has_no_role(karl, eva):
    relate(contact=eva, other=karl, data=RelationData("referrer", "a"))
    delete_contact(contact=eva)
    assert roles(karl) == []
    restore_contact(contact=eva)
    assert roles(karl) == ["referrer"]
    delete_contact(contact=karl)
    assert roles(karl) == []


def test_what_was_set_by_hand_stays(karl, eva, agent_client):
    Contact.objects.filter(pk=karl.pk).update(roles=["owner"])
    relation = relate(contact=eva, other=karl, data=RelationData("referrer", "a"))
    remove_relation(relation=relation)
    karl.refresh_from_db()
    assert (karl.roles, karl.derived_roles) == (["owner"], [])


def test_the_page_shows_both_and_says_why(eva, order, agent_client):
    Contact.objects.filter(pk=eva.pk).update(roles=["owner"])
    body = agent_client.get(eva.get_absolute_url()).content.decode()
    assert "Interessentin, Eigentümerin" in body
    assert "aus Suchauftrag" in body


def test_the_command_rebuilds_them(eva, karl, order, agency, capsys):
    Contact.objects.update(derived_roles=["buyer"])
    call_command("rebuild_roles", agency=agency.slug)
    assert (roles(eva), roles(karl)) == (["prospect"], [])


def test_the_number_of_queries_does_not_grow(person):
    def queries(contacts):
        with CaptureQueriesContext(connection) as captured:
            refresh_roles([contact.pk for contact in contacts])
        return len(captured)

    assert queries([person("A")]) == queries([person(f"B{n}") for n in range(30)])


def test_sources_are_asked_only_for_what_they_can_give(karl, eva, order):
    """The form names a reason for each role, though it asks only some of the sources."""
    relate(contact=eva, other=karl, data=RelationData("referrer", "a"))
    relate(contact=karl, other=eva, data=RelationData("landlord", "a"))
    for contact in (karl, eva):
        contact.refresh_from_db()
        everything = roles_from_sources([contact.pk])[contact.pk]
        told = {role.label: role.reason for role in derived_roles_of(contact)}
        assert set(everything) == set(contact.derived_roles)
        assert told == {
            str(ContactRole(role).label): ", ".join(map(str, reasons))
            for role, reasons in everything.items()
        }
    assert {role.reason for role in derived_roles_of(karl)} == {"aus Beziehung"}
    with CaptureQueriesContext(connection) as captured:
        derived_roles_of(karl)
    assert "properties_" not in captured[0]["sql"]
