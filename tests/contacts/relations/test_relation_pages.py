"""The tab Verbundene Personen, its dialog, and who may do what there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Relation
from contacts.relations.services import RelationData, relate

HX = {"HX-Request": "true"}


def text(response):
    return response.content.decode()


def page(contact):
    return f"/kontakte/{contact.pk}/personen/"


@pytest.fixture
def couple(karl, eva):
    return relate(contact=karl, other=eva, data=RelationData("spouse"))


def test_the_tab_stands_between_immobilien_and_protected_documents(agent_client, karl, couple):
    body = text(agent_client.get(page(karl)))
    row = body[body.index('class="tabs"') :]
    assert row.index("Immobilien") < row.index("Verbundene Personen")
    assert row.index("Verbundene Personen") < row.index("Geschützte Dokumente")
    assert "Ehefrau" in body
    assert f"/personen/{couple.pk}/" in body


def test_a_search_lists_others_and_never_the_contact_itself(agent_client, karl, eva):
    found = agent_client.get(
        page(karl), {"q": "goessl"}, headers={**HX, "HX-Target": "relation-candidates"}
    )
    assert f'value="{eva.pk}"' in text(found)
    assert f'value="{karl.pk}"' not in text(found)
    assert "<html" not in text(found)
    assert f'value="{eva.pk}"' in text(agent_client.get(page(karl), {"q": "Gößl"}))


def test_adding_changing_removing_and_taking_back(agent_client, karl, eva):
    answer = agent_client.post(page(karl), {"other": eva.pk, "relation": "spouse:a"})
    assert answer.status_code == 303
    relation = Relation.objects.get()
    assert (relation.kind, {relation.a_id, relation.b_id}) == ("spouse", {karl.pk, eva.pk})
    address = f"{page(eva)}{relation.pk}/"
    dialog = agent_client.get(address, headers={**HX, "HX-Target": "dialog"})
    assert "<html" not in text(dialog)
    assert "Ehemann: Karl Gößler" in text(dialog)
    assert agent_client.post(address, {"relation": "parent:b"}).status_code == 303
    relation.refresh_from_db()
    assert (relation.kind, relation.a_id, relation.b_id) == ("parent", eva.pk, karl.pk)
    shown = agent_client.post(f"{address}entfernen/", follow=True)
    assert not Relation.objects.exists()
    assert "rueckgaengig" in text(shown)
    address = text(shown).split('action="/rueckgaengig/')[-1].split('"')[0]
    agent_client.post(f"/rueckgaengig/{address}", {"next": page(eva)})
    assert Relation.objects.get().kind == "parent"


def test_a_new_contact_is_made_right_there_and_taken_back_as_one(agent_client, agency, karl):
    data = {
        "other": "new",
        "new_kind": "person",
        "new_salutation": "ms",
        "new_given_name": "Eva",
        "new_family_name": "Gößler",
        "relation": "spouse:a",
    }
    shown = agent_client.post(page(karl), data, follow=True)
    eva = Contact.objects.get(given_name="Eva")
    assert "Ehefrau" in text(shown)
    address = text(shown).split('action="/rueckgaengig/')[-1].split('"')[0]
    agent_client.post(f"/rueckgaengig/{address}", {"next": page(karl)})
    eva.refresh_from_db()
    assert eva.deleted_at is not None
    assert "Ehefrau" not in text(agent_client.get(page(karl))).split("<form")[0]


def test_a_new_contact_that_may_exist_already_is_shown_first(agent_client, karl, maria):
    data = {
        "other": "new",
        "new_kind": "person",
        "new_given_name": "Maria",
        "new_family_name": "Steininger",
        "relation": "friend:a",
        "note": "vom Tennis",
    }
    refused = agent_client.post(page(karl), data)
    assert refused.status_code == 422
    assert f'name="other" value="{maria.pk}"' in text(refused)
    assert "vom Tennis" in text(refused)
    assert not Relation.objects.exists()
    again = agent_client.post(page(karl), {**data, "accept_duplicates": str(maria.pk)})
    assert again.status_code == 303
    assert Contact.objects.filter(family_name="Steininger").count() == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"relation": "spouse:a"}, "suchen Sie eine Person aus"),
        ({"relation": "spouse:a", "other": "99999999999999999999"}, "suchen Sie eine Person aus"),
        ({"relation": "spouse:a"}, '<a href="#relation-search">Person</a>'),
        ({"relation": "spouse:a", "other": "999999"}, "gibt es nicht mehr"),
        ({"relation": "spouse:a", "other": "new"}, "geben Sie einen Namen ein"),
        ({"relation": "nonsense:a", "other": "new"}, "relation"),
        ({"relation": "other:a", "other": "EVA"}, "wie die Beziehung heißt"),
        (
            {"relation": "spouse:a", "other": "EVA", "since": "31.02.2020"},
            "Diesen Tag gibt es nicht",
        ),
        ({"relation": "spouse:a", "other": "EVA", "share": "\x00"}, "Zahl"),
    ],
)
def test_bad_input_is_explained_and_kept(agent_client, karl, eva, data, reason):
    data = {k: str(eva.pk) if v == "EVA" else v for k, v in data.items()}
    answer = agent_client.post(page(karl), {**data, "note": "was ich schrieb"})
    assert answer.status_code == 422
    assert reason in text(answer)
    assert "was ich schrieb" in text(answer)


def test_who_may_only_read_sees_but_does_not_change(reader_client, karl, couple):
    body = text(reader_client.get(page(karl)))
    assert "Ehefrau" in body
    assert 'id="relation-add"' not in body
    assert reader_client.post(page(karl), {}).status_code == 403
    assert reader_client.post(f"{page(karl)}{couple.pk}/entfernen/").status_code == 403
    assert "<select" not in text(reader_client.get(f"{page(karl)}{couple.pk}/"))


def test_a_stranger_gets_404(stranger_client, karl, couple):
    for path in (page(karl), f"{page(karl)}{couple.pk}/"):
        assert stranger_client.get(path).status_code == 404
    assert stranger_client.post(f"{page(karl)}{couple.pk}/entfernen/").status_code == 404


def test_a_relation_of_others_is_not_reached_through_this_contact(agent_client, couple, person):
    assert agent_client.get(f"{page(person('Tim'))}{couple.pk}/").status_code == 404


def test_the_number_of_queries_does_not_grow(agent_client, karl, person):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            agent_client.get(page(karl))
        return len(captured)

    relate(contact=karl, other=person("Eins", "Erste"), data=RelationData("friend"))
    agent_client.get(page(karl))
    few = queries()
    for number in range(12):
        friend = person(f"F{number}", "Freund")
        relate(contact=karl, other=friend, data=RelationData("friend"))
        relate(contact=friend, other=person(f"K{number}", "Kind"), data=RelationData("parent", "b"))
    assert queries() == few
