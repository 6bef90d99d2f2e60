"""Two contacts become one: every choice, every row, and all of it taken back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from audit.context import acting, action
from audit.models import Activity, Change
from audit.undo import undo_context
from base.errors import DomainError
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.deduplication.merging.fields import merge_fields
from contacts.deduplication.services.merge_many import merge_certain
from contacts.deduplication.services.scan import examine_stock
from contacts.models import (
    Contact,
    ContactAddress,
    ContactMerge,
    ContactPhone,
    NotDuplicate,
)
from contacts.services import (
    create_contacts,
    delete_contact,
    merge_contacts,
    save_contact,
    tell_apart,
)
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.orders.services import create_order


@pytest.fixture
def other(agency, maria):
    data = ContactData(
        {
            "given_name": "Mariea",
            "family_name": "Steininger",
            "birth_name": "Egger",
            "iban": "DE89370400440532013000",
            "bic": "COBADEFF",
            "tags": ["Garten"],
            "remarks": "Ruft abends an.",
            "do_not_contact": True,
        },
        phones=[phone_row("+43 664 4821390"), phone_row("+43 1 5120000")],
        emails=[email_row("m.steininger@example.at")],
        addresses=[
            address_row(street="Heinrichstr.", house_number="20", postal_code="8010", place="Graz")
        ],
    )
    return save_contact(agency=agency, contact=None, data=data, user=None, accept_duplicates=True)


def merge(kept, gone, **choices):
    with acting(actor="Anna"), action("contacts.merge") as context:
        merge_contacts(kept=kept, gone=gone, choices=choices)
    return context.id


def state(*contacts):
    """Everything that an undo has to bring back, secrets included."""
    own = Contact.objects.filter(pk__in=[c.pk for c in contacts]).order_by("pk")
    return [
        (
            row.given_name,
            row.birth_name,
            row.iban,
            row.id_number,
            row.tags,
            row.remarks,
            row.deleted_at,
            row.do_not_contact,
            row.open_orders,
            sorted((p.pk, p.is_primary) for p in row.phones.all()),
            sorted((e.pk, e.is_primary) for e in row.emails.all()),
            sorted(a.pk for a in row.addresses.all()),
            sorted(o.pk for o in row.orders.all()),
        )
        for row in own
    ]


def test_values_and_rows_of_both_are_united_without_doubles(maria, other):
    merge(maria, other)
    maria.refresh_from_db()
    assert (maria.given_name, maria.birth_name) == ("Maria", "Egger")
    assert maria.iban == "DE89370400440532013000"
    assert maria.bic == "COBADEFF"
    assert maria.tags == ["Altbau", "Garten"]
    assert maria.remarks == "Ruft abends an."
    assert maria.do_not_contact
    assert [p.e164 for p in maria.phones.all()] == ["+436644821390", "+43316824410", "+4315120000"]
    assert maria.emails.filter(is_primary=True).count() == 1
    assert maria.emails.count() == 2
    assert maria.addresses.count() == 1
    assert not Contact.objects.present().filter(pk=other.pk).exists()


def test_a_choice_wins_over_the_default_and_a_secret_is_never_shown(agency, maria, other):
    Contact.objects.filter(pk=maria.pk).update(given_name="Marie")
    maria.iban = "AT611904300234573201"
    maria.save()
    fields = {field.key: field for field in merge_fields(maria, other)}
    assert fields["bank"].default == "kept"
    assert "3704" not in fields["bank"].gone
    assert fields["bank"].differs
    merge(maria, other, given_name="gone", bank="gone")
    maria.refresh_from_db()
    assert (maria.given_name, maria.iban) == ("Mariea", "DE89370400440532013000")
    told = str(list(Change.objects.filter(subject_id=maria.pk).values("before", "after")))
    assert "gAAAA" not in told


def test_the_merge_is_undone_as_a_whole(agency, agent, maria, other):
    maria.iban, maria.id_number = "AT611904300234573201", "P1234567"
    maria.save()
    third = create_contacts(
        agency=agency, items=[ContactData({"family_name": "Dritte"})], user=None
    )[0]
    tell_apart(one=other, other=third, user=agent)
    create_order(
        contact=other, title="Suche", criteria=[Wanted(CriterionKind.PLACE, codes=("8010",))]
    )
    before = state(maria, other)
    context = merge(maria, other, bank="gone", given_name="gone")
    maria.refresh_from_db()
    assert maria.open_orders == 1
    assert maria.iban == "DE89370400440532013000"
    assert not NotDuplicate.objects.exists()
    undone = undo_context(context=context, agency_id=agency.pk)
    assert undone.kept == []
    assert state(maria, other) == before
    assert NotDuplicate.objects.count() == 1
    assert not ContactMerge.objects.exists()


def test_a_secret_changed_since_is_kept(agency, maria, other):
    context = merge(maria, other)
    maria.refresh_from_db()
    maria.iban = "AT611904300234573201"
    maria.save()
    undone = undo_context(context=context, agency_id=agency.pk)
    maria.refresh_from_db()
    assert maria.iban == "AT611904300234573201"
    assert ("contacts_contact", maria.pk, "iban") in undone.kept


def test_the_old_address_leads_to_the_contact_that_stayed(
    maria, other, agent_client, stranger_client
):
    merge(maria, other)
    for tail in ("", "historie/"):
        response = agent_client.get(f"/kontakte/{other.pk}/{tail}")
        assert response.status_code == 303
        assert response.headers["Location"] == f"/kontakte/{maria.pk}/{tail}"
    response = agent_client.post(f"/kontakte/{other.pk}/", {"given_name": "X"})
    assert response.status_code == 303
    assert stranger_client.get(f"/kontakte/{other.pk}/").status_code == 404


def test_a_chain_of_merges_leads_to_its_end(agency, maria, other, agent_client):
    last = create_contacts(
        agency=agency, items=[ContactData({"family_name": "Letzte"})], user=None
    )[0]
    merge(maria, other)
    merge(last, maria)
    response = agent_client.get(f"/kontakte/{other.pk}/")
    assert response.headers["Location"] == f"/kontakte/{last.pk}/"


def test_the_story_of_both_is_told(maria, other, agent_client):
    Contact.objects.filter(pk=other.pk).update(birth_place="Leoben")
    merge(maria, other)
    page = agent_client.get(f"/kontakte/{maria.pk}/historie/").content.decode()
    assert "Leoben" in page
    assert "zusammengeführt" in page
    assert Activity.objects.filter(kind="contacts.merged").count() == 1


def test_the_latest_activity_of_both_counts(maria, other):
    now = timezone.now()
    Contact.objects.filter(pk=other.pk).update(last_activity_at=now)
    merge(maria, other)
    maria.refresh_from_db()
    assert maria.last_activity_at >= now


def test_who_was_merged_away_is_not_in_the_bin(maria, other):
    merge(maria, other)
    assert not Contact.objects.in_bin().exists()
    delete_contact(contact=maria)
    assert list(Contact.objects.in_bin()) == [maria]


def test_what_cannot_be_merged_is_refused(agency, other_agency, maria, other):
    stranger = create_contacts(
        agency=other_agency, items=[ContactData({"family_name": "Fremd"})], user=None
    )[0]
    for gone in (maria, stranger):
        with pytest.raises(DomainError):
            merge_contacts(kept=maria, gone=gone)
    delete_contact(contact=other)
    with pytest.raises(DomainError, match="inzwischen"):
        merge_contacts(kept=maria, gone=other)


@pytest.mark.django_db(transaction=True)
def test_two_people_merging_one_pair_at_once_merge_it_once(agency, maria, other):
    start = Barrier(2)

    def attempt(turned):
        kept, gone = (other, maria) if turned else (maria, other)
        try:
            start.wait(timeout=10)
            merge_contacts(kept=kept, gone=gone)
        except DomainError:
            return "told"
        finally:
            connections.close_all()
        return "merged"

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(attempt, [False, True]))
    assert results == ["merged", "told"]
    assert Contact.objects.present().count() == 1


def test_all_certain_pairs_are_merged_and_undone_as_one(agency, maria):
    twins = [
        ContactData(
            {"given_name": "Maria", "family_name": "Steininger"},
            phones=[phone_row("+43 664 4821390")],
            emails=[email_row("maria.steininger@example.at")],
        )
        for _ in range(2)
    ]
    create_contacts(agency=agency, items=twins, user=None)
    examine_stock(agency_id=agency.pk)
    with acting(actor="Anna"), action("contacts.merge_many") as context:
        assert merge_certain(agency_id=agency.pk) == 2
    assert list(Contact.objects.present()) == [maria]
    undo_context(context=context.id, agency_id=agency.pk)
    assert Contact.objects.present().count() == 3


def test_the_page_merges_by_choice_and_keeps_what_was_chosen(agent_client, maria, other):
    address = f"/kontakte/{maria.pk}/zusammenfuehren/{other.pk}/"
    page = agent_client.get(address).content.decode()
    assert 'name="wahl-given_name"' in page
    assert "DE89370400440532013000" not in page
    response = agent_client.post(address, {"wahl-given_name": "gone"})
    assert response.status_code == 303
    maria.refresh_from_db()
    assert maria.given_name == "Mariea"


def test_readers_see_pairs_and_change_nothing(reader_client, agency, maria, other):
    examine_stock(agency_id=agency.pk)
    page = reader_client.get("/kontakte/doubletten/")
    assert "Mariea" in page.content.decode()
    assert "zusammenfuehren" not in page.content.decode()
    address = f"/kontakte/{maria.pk}/zusammenfuehren/{other.pk}/"
    assert reader_client.get(address).status_code == 403
    assert reader_client.post(address).status_code == 403
    assert Contact.objects.present().count() == 2


def test_words_beside_a_number_survive_the_merge(agency):
    kept = Contact.objects.create(agency=agency, family_name="Huber")
    gone = Contact.objects.create(agency=agency, family_name="Huber")
    number = {"agency": agency, "number": "+43 664 1234567", "e164": "+436641234567"}
    ContactPhone.objects.create(contact=kept, note="privat", **number)
    ContactPhone.objects.create(contact=gone, note="ab 18 Uhr", **number)
    home = {"agency": agency, "street": "Herrengasse", "house_number": "3", "place": "Graz"}
    ContactAddress.objects.create(contact=kept, **home)
    ContactAddress.objects.create(contact=gone, extra="Hofgebäude", **home)
    context = merge_contacts(kept=kept, gone=gone).context
    assert kept.phones.get().note == "privat, ab 18 Uhr"
    assert kept.addresses.get().extra == "Hofgebäude"
    undo_context(context=context, agency_id=agency.pk)
    assert (kept.phones.get().note, kept.addresses.get().extra) == ("privat", "")


def test_words_too_many_for_the_number_go_to_the_remarks(agency):
    kept = Contact.objects.create(agency=agency, family_name="Huber", remarks="Alt")
    gone = Contact.objects.create(agency=agency, family_name="Huber")
    number = {"agency": agency, "number": "+43 664 1234567", "e164": "+436641234567"}
    ContactPhone.objects.create(contact=kept, note="x" * 60, **number)
    ContactPhone.objects.create(contact=gone, note="y" * 60, **number)
    merge_contacts(kept=kept, gone=gone)
    kept.refresh_from_db()
    assert kept.phones.get().note == "x" * 60
    assert kept.remarks == f"Alt\n+43 664 1234567: {'y' * 60}"
