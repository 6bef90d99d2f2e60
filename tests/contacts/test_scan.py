"""The pairs of a whole stock: kept in step with its contacts, printed as the page shows them."""

import csv
import io
import json
from collections import Counter

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from audit.context import acting, action
from audit.undo import undo_context
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.deduplication.pairs import open_pairs, reasons
from contacts.deduplication.services.scan import agencies_with_work, examine_stock
from contacts.deduplication.statistics import rarity_of
from contacts.duplicates.packed import pack, unpack
from contacts.duplicates.prepared import prepare
from contacts.duplicates.rarity import TYPICAL
from contacts.duplicates.record import Record, RecordAddress
from contacts.duplicates.scoring import weigh_pair
from contacts.models import Contact, ContactPair, MatchRecord, StockStatistics
from contacts.services import create_contacts, delete_contact, save_contact, tell_apart


def person(given, family, phone="", **values):
    return ContactData(
        {"given_name": given, "family_name": family, **values},
        phones=[phone_row(phone)] if phone else [],
        addresses=[address_row(street="Ring", house_number="1", postal_code="8010", place="Graz")],
    )


def pairs(agency):
    examine_stock(agency_id=agency.pk)
    return [(pair.a_id, pair.b_id) for pair in open_pairs(agency.pk)]


@pytest.fixture
def stock(agency):
    items = [
        person("Maria", "Steininger", "+43 664 4821390"),
        person("Mariea", "Steininger", "0664 4821390"),
        person("Josef", "Kirchmayr", "+43 664 1112223"),
        person("Ludwig", "Ganghofer"),
    ]
    return create_contacts(agency=agency, items=items, user=None)


def test_the_stock_is_examined_and_the_pair_explained(agency, stock):
    assert pairs(agency) == [(stock[0].pk, stock[1].pk)]
    pair = open_pairs(agency.pk).get()
    assert pair.score > 0.9
    assert "Gleiche Telefonnummer" in reasons(pair)
    assert agencies_with_work() == []


def test_what_changes_is_examined_again_and_nothing_else(agency, stock):
    pairs(agency)
    version = StockStatistics.objects.get(pk=agency.pk).version
    twin = save_contact(
        agency=agency,
        contact=None,
        data=person("Sepp", "Kirchmayr", "0664 1112223"),
        user=None,
        accept_duplicates=True,
    )
    assert agencies_with_work() == [agency.pk]
    assert set(pairs(agency)) == {(stock[0].pk, stock[1].pk), (stock[2].pk, twin.pk)}
    renamed = ContactData({"given_name": "Ottokar", "family_name": "Zwölfboth"})
    save_contact(agency=agency, contact=twin, data=renamed, user=None, accept_duplicates=True)
    twin.phones.all().delete()
    save_contact(
        agency=agency,
        contact=twin,
        data=ContactData({"given_name": "Otto"}),
        user=None,
        accept_duplicates=True,
    )
    assert pairs(agency) == [(stock[0].pk, stock[1].pk)]
    assert StockStatistics.objects.get(pk=agency.pk).version == version


def test_a_deleted_contact_leaves_its_pairs_and_an_undo_brings_them_back(agency, stock):
    pairs(agency)
    with acting(actor="Anna"), action("contacts.delete") as context:
        delete_contact(contact=stock[1])
    assert not ContactPair.objects.exists()
    assert not MatchRecord.objects.filter(pk=stock[1].pk).exists()
    assert pairs(agency) == []
    undo_context(context=context.id, agency_id=agency.pk)
    assert pairs(agency) == [(stock[0].pk, stock[1].pk)]


def test_a_third_contact_decides_and_stops_deciding(agency):
    twins = create_contacts(
        agency=agency,
        items=[
            ContactData(
                {"given_name": "Ottokar", "family_name": "Zwölfboth"},
                phones=[phone_row("+43 664 4821390")],
            ),
            ContactData(
                {"given_name": "Ottokar", "family_name": "Zwölfboth"},
                phones=[phone_row("+43 664 4821390")],
                emails=[email_row("o.z@example.at")],
            ),
            ContactData({"company_name": "Ottos Laden"}, emails=[email_row("o.z@example.at")]),
        ],
        user=None,
    )
    whole = pairs(agency)
    MatchRecord.objects.update(examination=1)
    assert pairs(agency) == whole
    delete_contact(contact=twins[1])
    assert (twins[0].pk, twins[2].pk) not in pairs(agency)


def test_told_apart_is_gone_from_the_pairs(agency, agent, stock):
    pairs(agency)
    tell_apart(one=stock[1], other=stock[0], user=agent)
    assert pairs(agency) == []


def test_the_command_prints_what_the_page_shows(agency, agent_client, stock):
    Contact.objects.filter(pk=stock[0].pk).update(external_id="A-1")
    out = io.StringIO()
    call_command("find_duplicates", agency="huber", format="jsonl", stdout=out, stderr=out)
    [told] = [json.loads(line) for line in out.getvalue().splitlines() if line.startswith("{")]
    assert (told["a"], told["b"]) == (stock[0].pk, stock[1].pk)
    assert (told["a_external_id"], told["b_external_id"]) == ("A-1", "")
    assert 0.9 < told["score"] <= 1
    assert "Gleiche Telefonnummer" in told["reasons"]
    page = agent_client.get("/kontakte/doubletten/").content.decode()
    assert "Mariea Steininger" in page
    assert "Kirchmayr" not in page


def test_the_counts_of_a_stock_serve_single_checks(agency):
    items = [person("Anna", "Huber", birth_name=f"N{n}") for n in range(30)]
    create_contacts(agency=agency, items=items, user=None)
    examine_stock(agency_id=agency.pk)
    stored = StockStatistics.objects.get(pk=agency.pk)
    rarity = rarity_of(agency.pk, stored.version)
    assert rarity.share("family", "huber") > 20 * TYPICAL.share("family", "huber")
    assert rarity.total == 30


def test_another_agency_is_not_compared(agency, other_agency, stock):
    create_contacts(
        agency=other_agency, items=[person("Maria", "Steininger", "+43 664 4821390")], user=None
    )
    assert pairs(agency) == [(stock[0].pk, stock[1].pk)]
    assert pairs(other_agency) == []


names = st.text(alphabet="abcdeäöüß -'éABC1", max_size=15)
records = st.builds(
    Record,
    gender=st.sampled_from(["", "f", "m"]),
    given_name=names,
    family_name=names,
    birth_name=names,
    company_name=names,
    birth_date_text=st.sampled_from(["", "31.02.1956", "19560231"]),
    emails=st.tuples(st.emails()) | st.just(()),
    phones=st.tuples(st.from_regex(r"\+43664\d{6,7}", fullmatch=True)) | st.just(()),
    addresses=st.tuples(
        st.builds(RecordAddress, names, st.sampled_from(["", "5", "5a"]), names, names)
    )
    | st.just(()),
)


@given(records, records)
def test_a_packed_record_scores_and_explains_as_the_record(a, b):
    one, other = prepare(a), prepare(b)
    packed = unpack(pack(one), 1), unpack(pack(other), 2)
    assert weigh_pair(*packed, TYPICAL) == weigh_pair(one, other, TYPICAL)


@pytest.mark.django_db
def test_the_way_through_the_database_loses_no_quality(agency, samples):
    """A part of the German set, imported and searched, against its known truth."""
    folder = samples / "duplicates"
    people = []
    for name in ("german_org.csv", "german_dup.csv"):
        with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
            people += [row for row in csv.DictReader(lines) if int(row["id"][1:-4]) < 400]
    create_contacts(agency=agency, items=[german(row) for row in people], user=None)
    out = io.StringIO()
    call_command(
        "find_duplicates", agency="huber", format="jsonl", stdout=out, stderr=io.StringIO()
    )
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    right = sum(
        pair["a_external_id"].split("-")[0] == pair["b_external_id"].split("-")[0] for pair in told
    )
    sizes = Counter(row["id"].split("-")[0] for row in people)
    f1 = 2 * right / (len(told) + sum(n * (n - 1) // 2 for n in sizes.values()))
    assert f1 >= 0.985


def german(row):
    return ContactData(
        {
            "external_id": row["id"],
            "given_name": row["given_name"],
            "family_name": row["last_name"] or ("" if row["given_name"] else "?"),
            "salutation": {"f": "ms", "m": "mr"}.get(row["gender"], ""),
        },
        phones=[phone_row(row["phone"])] if row["phone"] else [],
        emails=[email_row(row["email"])] if row["email"] else [],
        addresses=[
            address_row(
                street=row["street_name"],
                house_number=row["house_no"],
                postal_code=row["postcode"],
                place=row["municipality"],
                country="DE",
            )
        ],
    )
