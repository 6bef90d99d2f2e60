"""Who is interested in a property, owns it, manages it; seen from both sides."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.data import ContactData
from contacts.record.services.erasing import erase_contact
from contacts.services import delete_contact, merge_contacts, save_contact
from properties.models import Party
from properties.parties.services import add_party, change_party, remove_party
from properties.services import delete_property, save_property

from .conftest import flat_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(agency, agent):
    return person(agency, agent, "Maria", "Steininger")


@pytest.fixture
def owned(maria, flat) -> Party:
    return add_party(contact=maria, property=flat, kind="owner", note="  Schlüssel  im Büro ")[0]


def person(agency, user, given, family):
    values = {"given_name": given, "family_name": family}
    return save_contact(agency=agency, contact=None, data=ContactData(values), user=user)


def roles(contact):
    contact.refresh_from_db()
    return sorted(contact.derived_roles)


def test_what_somebody_is_to_a_property_is_a_role(maria, flat, agency, owned):
    assert owned.note == "Schlüssel im Büro"
    assert roles(maria) == ["owner"]
    add_party(contact=maria, property=flat, kind="interest")
    assert roles(maria) == ["owner", "prospect"]
    change_party(party=owned, kind="manager", note="")
    assert roles(maria) == ["manager", "prospect"]
    context = remove_party(party=owned)
    assert roles(maria) == ["prospect"]
    undo_context(context=context, agency_id=agency.pk)
    assert roles(maria) == ["manager", "prospect"]


def test_a_property_that_goes_takes_the_role_along_and_brings_it_back(maria, flat, agency, owned):
    context = delete_property(property=flat)
    assert roles(maria) == []
    undo_context(context=context, agency_id=agency.pk)
    assert roles(maria) == ["owner"]


def test_the_same_is_said_once(maria, flat, owned):
    with pytest.raises(DomainError, match="schon als Eigentümer") as refused:
        add_party(contact=maria, property=flat, kind="owner")
    assert "kind" in refused.value.fields
    other = add_party(contact=maria, property=flat, kind="manager")[0]
    with pytest.raises(DomainError, match="schon als Eigentümer"):
        change_party(party=other, kind="owner", note="")


def test_another_agencys_property_is_refused(maria, other_agency, stranger):
    theirs = save_property(agency=other_agency, user=stranger, values=flat_values())
    with pytest.raises(DomainError):
        add_party(contact=maria, property=theirs, kind="owner")
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(agency=maria.agency, contact=maria, property=theirs, kind="owner")


def test_both_timelines_tell_it_and_one_undo_takes_it_back(maria, flat, agency):
    party, context = add_party(contact=maria, property=flat, kind="manager")
    told = Change.objects.filter(row_id=party.pk, table_name="properties_party")
    assert {(one.subject_type, one.subject_id) for one in told} == {
        ("contact", maria.pk),
        ("property", flat.pk),
    }
    undo_context(context=context, agency_id=agency.pk)
    assert not Party.objects.exists()
    assert roles(maria) == []


def test_a_merge_moves_what_the_other_is_not_yet_and_is_undone(maria, flat, agency, agent, owned):
    gone = person(agency, agent, "Marie", "Steiniger")
    for kind in ("owner", "interest"):
        add_party(contact=gone, property=flat, kind=kind)
    context = merge_contacts(kept=maria, gone=gone).context
    assert sorted(Party.objects.values_list("contact", "kind")) == [
        (maria.pk, "interest"),
        (maria.pk, "owner"),
    ]
    assert roles(maria) == ["owner", "prospect"]
    undo_context(context=context, agency_id=agency.pk)
    assert Party.objects.filter(contact=gone).count() == 2
    assert roles(maria) == ["owner"]


def test_an_erased_contact_leaves_no_party(maria, owned):
    delete_contact(contact=maria)
    erase_contact(contact=maria)
    assert not Party.objects.exists()


def page(client, address, **query):
    return client.get(address, query).content.decode()


def test_the_contact_says_it(agent_client, maria, flat):
    address = f"/kontakte/{maria.pk}/interessen/"
    assert "Noch nichts eingetragen" in page(agent_client, address)
    assert "Altbauwohnung mit Innenhof, Lend" in page(agent_client, address, q="innenhof")
    assert "Nichts gefunden zu »schloss«" in page(agent_client, address, q="schloss")
    given = {"other": flat.pk, "kind": "owner", "note": "Alleinvermittlung"}
    answer = agent_client.post(address, given, follow=True).content.decode()
    assert "eingetragen: Eigentümer" in answer
    assert "Eigentümer von" in answer
    assert "Alleinvermittlung" in answer
    assert "aus Immobilie" in page(agent_client, f"/kontakte/{maria.pk}/")


def test_names_are_escaped_once(agent_client, maria, flat, agency, agent, owned):
    save_property(agency=agency, user=agent, property=flat, values={"title": "A & <b>B"})
    text = page(agent_client, f"/kontakte/{maria.pk}/interessen/")
    assert "Bearbeiten: A &amp; &lt;b&gt;B" in text
    assert "<b>B" not in text
    assert "&amp;amp;" not in text


def test_a_search_asks_for_nothing_but_what_it_shows(agent_client, maria, flat, owned):
    address = f"/kontakte/{maria.pk}/interessen/?q=innenhof"
    headers = {"HX-Request": "true", "HX-Target": "party-candidates"}
    with CaptureQueriesContext(connection) as queries:
        answer = agent_client.get(address, headers=headers)
    assert "Lend" in answer.content.decode()
    assert "Schlüssel" not in answer.content.decode()
    lists = [one["sql"] for one in queries if '"properties_party"."note"' in one["sql"]]
    assert lists == []


def test_the_property_says_it(agent_client, maria, flat):
    address = f"/immobilien/{flat.pk}/beteiligte/"
    assert "Maria Steininger" in page(agent_client, address, q="steininger")
    given = {"other": maria.pk, "kind": "interest", "note": ""}
    answer = agent_client.post(address, given, follow=True).content.decode()
    assert "Interessenten" in answer
    assert f"/kontakte/{maria.pk}/" in answer


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"other": ""}, "Bitte suchen Sie etwas"),
        ({"other": ""}, '<a href="#party-search">Auswahl</a>'),
        ({"other": "999999"}, "Das gibt es nicht mehr"),
        ({"other": "9" * 30}, "field-error"),
        ({"kind": ""}, "Bitte wählen Sie, als was."),
        ({"kind": "heir"}, "field-error"),
        ({"note": "x" * 301}, "field-error"),
    ],
)
def test_bad_input_is_explained_and_kept(agent_client, maria, flat, changes, message):
    given = {"other": flat.pk, "kind": "owner", "note": "bleibt", "q": "innenhof"} | changes
    response = agent_client.post(f"/kontakte/{maria.pk}/interessen/", given)
    text = response.content.decode()
    assert response.status_code == 422
    assert message in text
    assert given["note"] in text
    assert 'value="innenhof"' in text
    assert not Party.objects.exists()


def test_only_own_properties_are_found_and_taken(
    agent_client, maria, other_agency, stranger, stranger_client, owned
):
    theirs = save_property(agency=other_agency, user=stranger, values=flat_values(title="Fremde"))
    address = f"/kontakte/{maria.pk}/interessen/"
    assert "Nichts gefunden" in page(agent_client, address, q="fremde")
    assert agent_client.post(address, {"other": theirs.pk, "kind": "owner"}).status_code == 422
    assert stranger_client.get(address).status_code == 404
    elsewhere = f"/immobilien/{theirs.pk}/beteiligte/{owned.pk}/"
    assert stranger_client.get(elsewhere).status_code == 404
    assert stranger_client.post(f"{elsewhere}entfernen/").status_code == 404


@pytest.mark.parametrize("side", ["contact", "property"])
def test_one_is_changed_and_removed_in_a_dialog(agent_client, maria, flat, owned, side):
    base = (
        f"/kontakte/{maria.pk}/interessen/"
        if side == "contact"
        else f"/immobilien/{flat.pk}/beteiligte/"
    )
    one = f"{base}{owned.pk}/"
    dialog = agent_client.get(one, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="dialog")
    assert "<html" not in dialog.content.decode()
    assert "Schlüssel im Büro" in dialog.content.decode()
    assert agent_client.post(one, {"kind": "x"}).status_code == 422
    assert agent_client.post(one, {"kind": "manager", "note": "neu"}).status_code == 303
    owned.refresh_from_db()
    assert (owned.kind, owned.note) == ("manager", "neu")
    assert "entfernt" in agent_client.post(f"{one}entfernen/", follow=True).content.decode()
    assert not Party.objects.exists()


def test_a_reader_sees_it_and_changes_nothing(reader_client, maria, flat, owned):
    address = f"/kontakte/{maria.pk}/interessen/"
    text = page(reader_client, address)
    assert "Schlüssel im Büro" in text
    assert "party-add" not in text
    assert "entfernen/" not in text
    assert "Eigentümer" in page(reader_client, f"{address}{owned.pk}/")
    assert reader_client.post(f"{address}{owned.pk}/entfernen/").status_code == 403
