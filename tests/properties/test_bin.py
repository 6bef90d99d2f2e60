"""Deleting a property says what goes, can be taken back, and ends for good after 30 days."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Change
from base.errors import DomainError
from base.files.models import StoredFile
from contacts.models import Contact
from properties import services
from properties.bin_rules import bin_rules, related_keys
from properties.imports.feeds import import_feed
from properties.models import Party, Property, PropertyDocument, PropertyImage
from properties.parties.services import add_party
from properties.record.services.deletion import erase_expired, erase_property
from properties.tasks import erase_expired_properties
from sharing.models import LinkView, ShareLink
from sharing.services import generate_link, save_link
from tests.properties.conftest import flat_values, pdf, picture
from tests.properties.test_import_pages import start

BIN = "/immobilien/papierkorb/"


@pytest.fixture
def everything(flat, agency, agent):
    """The flat with one of everything that can hang on a property."""
    services.add_image(property=flat, source=picture(), name="a.png", user=agent)
    plan = services.add_document(property=flat, source=pdf(), name="Plan.pdf", user=agent)
    maria = Contact.objects.create(agency=agency, family_name="Steininger", given_name="Maria")
    karl = Contact.objects.create(agency=agency, family_name="Gößler", given_name="Karl")
    add_party(contact=maria, property=flat, kind="interest")
    add_party(contact=karl, property=flat, kind="owner")
    for saved in (True, False):
        link, _context = generate_link(
            contact=maria, property=flat, documents=[plan.pk], files=[], user=agent
        )
        if saved:
            save_link(link=link, valid_until=timezone.now() + timedelta(days=30), message="")
            LinkView.objects.create(link=link, at=timezone.now())
    return flat


def binned(record, days=0):
    services.delete_property(property=record)
    when = timezone.now() - timedelta(days=days)
    Property.objects.filter(pk=record.pk).update(deleted_at=when)
    record.refresh_from_db()
    return record


def test_every_key_to_a_property_has_a_rule():
    assert {(rule.model, rule.field) for rule in bin_rules()} == set(related_keys())


def test_the_question_names_what_goes_and_deletes_nothing(everything, agent_client):
    url = reverse("properties:delete", args=[everything.pk])
    page = agent_client.get(url).content.decode()
    for words in (
        "1 Bild",
        "1 Dokument",
        "1 Interessent",
        "1 Eigentümer oder Verwalter",
        "1 Link, der noch gilt",
    ):
        assert f"<li>{words}</li>" in page
    assert "30 Tage" in page
    assert Property.objects.present().exists()
    asked = agent_client.get(url, headers={"HX-Request": "true", "HX-Target": "dialog"})
    assert "<html" not in asked.content.decode()


def test_the_toast_brings_everything_back(everything, agent_client):
    page = agent_client.post(reverse("properties:delete", args=[everything.pk]), follow=True)
    undo = re.search(r"/rueckgaengig/[0-9a-f-]+/", page.content.decode())[0]
    assert not Property.objects.present().exists()
    assert not ShareLink.objects.open_at(timezone.now()).exists()
    assert not Party.objects.present().exists()
    assert Contact.objects.get(given_name="Maria").derived_roles == []
    agent_client.post(undo)
    assert Property.objects.present().get() == everything
    assert ShareLink.objects.open_at(timezone.now()).count() == 1
    assert Contact.objects.get(given_name="Maria").derived_roles == ["prospect"]


def test_the_bin_lists_restores_and_erases(flat, agent_client, administrator_client, reader_client):
    assert "Der Papierkorb ist leer" in agent_client.get(BIN).content.decode()
    binned(flat, days=28)
    page = agent_client.get(BIN).content.decode()
    assert "G-100 · Altbauwohnung mit Innenhof, Lend" in page
    assert "noch 2 Tage" in page
    restore = reverse("properties:restore", args=[flat.pk])
    erase = reverse("properties:erase", args=[flat.pk])
    assert restore in page
    assert erase not in page
    assert reader_client.post(restore).status_code == 403
    assert agent_client.post(erase).status_code == 403
    assert agent_client.post(restore).headers["Location"] == f"/immobilien/{flat.pk}/"
    assert agent_client.post(restore).status_code == 404
    assert administrator_client.post(erase).status_code == 404
    binned(flat)
    assert "nicht rückgängig" in administrator_client.get(erase).content.decode()
    assert administrator_client.post(erase).headers["Location"] == BIN
    assert not Property.objects.exists()


def test_a_stranger_sees_and_restores_nothing(flat, stranger_client):
    binned(flat)
    assert "Altbauwohnung" not in stranger_client.get(BIN).content.decode()
    for name in ("restore", "erase"):
        assert (
            stranger_client.post(reverse(f"properties:{name}", args=[flat.pk])).status_code == 404
        )


def test_a_number_given_away_meanwhile_is_told_when_it_is_restored(
    flat, agency, agent, agent_client
):
    binned(flat)
    other = services.save_property(agency=agency, user=agent, values=flat_values(title="Neu"))
    response = agent_client.post(reverse("properties:restore", args=[flat.pk]), follow=True)
    assert "G-100 hat inzwischen „Neu“" in response.content.decode()
    assert not Property.objects.present().filter(pk=flat.pk).exists()
    services.save_property(
        agency=agency, user=agent, property=other, values={"object_number": "G-101"}
    )
    services.restore_property(property=flat)
    assert Property.objects.present().count() == 2


def test_erasing_leaves_no_row_and_no_file_but_the_proof(
    everything, django_capture_on_commit_callbacks
):
    storage = StoredFile._meta.get_field("content").storage
    paths = [stored.content.path for stored in StoredFile.objects.all()]
    binned(everything)
    last = Change.objects.order_by("-id").first().pk
    with django_capture_on_commit_callbacks(execute=True):
        erase_property(property=everything)
    for model in (Property, PropertyImage, PropertyDocument, Party, StoredFile):
        assert not model._base_manager.exists(), model
    assert paths
    assert not [path for path in paths if storage.exists(path)]
    assert LinkView.objects.count() == 1
    assert not ShareLink.objects.present().exists()
    gone = Change.objects.filter(pk__gt=last, subject_type="property")
    assert gone.exists()
    assert {(change.before, change.after) for change in gone} == {(None, None)}


def test_after_30_days_it_is_gone_for_good(flat, agency, agent):
    recent = services.save_property(
        agency=agency, user=agent, values=flat_values(object_number="B")
    )
    binned(flat, days=31)
    binned(recent, days=29)
    assert erase_expired_properties() == 1
    assert list(Property.objects.values_list("object_number", flat=True)) == ["B"]
    assert erase_expired() == 0


def test_what_is_not_in_the_bin_is_not_erased(flat):
    with pytest.raises(DomainError):
        erase_property(property=flat)
    assert Property.objects.exists()


FEED = """<?xml version="1.0" encoding="UTF-8"?><openimmo><anbieter><immobilie>
<objektkategorie><vermarktungsart KAUF="true"/><objektart><wohnung/></objektart></objektkategorie>
<geo><plz>8020</plz><ort>Graz</ort></geo><preise><kaufpreis>{price}</kaufpreis></preise>
<freitexte><objekttitel>Aus dem Feed</objekttitel></freitexte>
<verwaltung_techn><objektnr_extern>F-1</objektnr_extern>
<aktion aktionart="{action}"/></verwaltung_techn>
</immobilie></anbieter></openimmo>"""


def deliver(agency, action="CHANGE", price=100000):
    source = FEED.format(action=action, price=price).encode()
    (entry,) = import_feed(agency=agency, source=source, file_name="a.xml")
    return entry


def test_a_feed_brings_back_what_it_deleted_itself(agency):
    made = deliver(agency).result.property
    assert deliver(agency, "DELETE").result.outcome == "deleted"
    back = deliver(agency, price=90000)
    assert (back.result.outcome, back.result.property.pk) == ("updated", made.pk)
    assert "restored" in [problem.code for problem in back.problems]
    present = Property.objects.present().get()
    assert (present.pk, present.price) == (made.pk, 90000)
    assert deliver(agency, price=90000).result.outcome == "skipped"


@pytest.mark.parametrize("price", [100000, 90000])
def test_a_feed_leaves_what_somebody_deleted_in_the_bin_and_says_so(agency, price):
    made = deliver(agency).result.property
    services.delete_property(property=made)
    again = deliver(agency, price=price)
    assert again.result.outcome == "skipped"
    assert [problem.code for problem in again.problems] == ["in_bin"]
    assert deliver(agency, "DELETE").result.outcome == "skipped"
    assert Property.objects.count() == 1
    assert not Property.objects.present().exists()


def test_the_review_of_an_import_lets_somebody_take_it_from_the_bin(agency, agent_client):
    made = deliver(agency).result.property
    services.delete_property(property=made)
    source = FEED.format(action="CHANGE", price=90000).encode()
    url, run = start(agent_client, ("a.xml", source))
    item = run.items.get()
    assert item.decision == "skip"
    assert "im Papierkorb" in agent_client.get(url).content.decode()
    agent_client.post(url, {f"item-{item.pk}": "create", "do": "import"})
    back = Property.objects.present().get()
    assert (back.pk, back.price) == (made.pk, 90000)
    agent_client.post(f"{url}rueckgaengig/")
    assert not Property.objects.present().exists()
