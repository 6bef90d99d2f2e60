"""Order, search and keyset pages of the overview."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict

from base.listing.keyset import in_order
from contacts.data import ContactData, address_row, email_row, phone_row
from contacts.listing.columns import COLUMNS, Words
from contacts.listing.overview import Overview
from contacts.models import Contact
from contacts.ordering import ORDERS, UNKNOWN
from contacts.services import create_contacts

NAMES = [
    "Zauner",
    "Öllinger",
    "Ofner",
    "Goethe",
    "Gold",
    "Gößler",
    "Ärlich",
    "Auer",
    "Mueller",
    "Müller",
    "Muff",
]


@pytest.fixture
def named(agency, agent):
    items = [ContactData({"family_name": name, "given_name": "Anna"}) for name in NAMES]
    return create_contacts(agency=agency, items=items, user=agent)


def overview(agency, query=""):
    contacts = Contact.objects.filter(agency=agency).present()
    return Overview.of(contacts, agency, QueryDict(query))


def family_names(view):
    return [contact.family_name for contact in view.page.rows]


def test_names_stand_in_german_order(agency, named):
    expected = [
        "Ärlich",
        "Auer",
        "Goethe",
        "Gold",
        "Gößler",
        "Mueller",
        "Muff",
        "Müller",
        "Öllinger",
        "Ofner",
        "Zauner",
    ]
    got = family_names(overview(agency))
    # DIN 5007-1: umlauts as their vowels; Oellinger-like spellings stay where they are written.
    assert got == sorted(
        NAMES, key=lambda n: n.lower().translate(str.maketrans("äöü", "aou")).replace("ß", "ss")
    )
    assert set(got) == set(expected)
    assert family_names(overview(agency, "sort=-name")) == got[::-1]


@pytest.fixture
def many(agency, agent):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    items = [
        ContactData(
            {"family_name": f"Test{n % 7}", "given_name": f"Nr{n:03}"},
            phones=[phone_row(f"0664 1000{n:03}")] if n % 3 else [],
            emails=[email_row(f"{n}@example.at")] if n % 2 else [],
            addresses=[address_row(postal_code=f"80{n % 9}0", place="Graz")] if n % 4 else [],
        )
        for n in range(60)
    ]
    contacts = create_contacts(agency=agency, items=items, user=agent)
    for n, contact in enumerate(contacts):
        Contact.objects.filter(pk=contact.pk).update(
            open_orders=n % 3,
            terms_confirmed_at=moment + timedelta(days=n) if n % 2 else None,
            last_activity_at=moment + timedelta(days=n % 5) if n % 5 else None,
        )
    return contacts


@pytest.mark.parametrize("key", ORDERS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_forward_and_back_show_every_row_once_in_order(agency, many, key, sign):
    view = overview(agency, f"sort={sign}{key}&size=25")
    forward, pages = [contact.pk for contact in view.page.rows], [view.page]
    while pages[-1].after:
        view = overview(agency, f"sort={sign}{key}&size=25&after={pages[-1].after}")
        pages.append(view.page)
        forward += [contact.pk for contact in view.page.rows]
    assert sorted(forward) == sorted(contact.pk for contact in many)
    values = dict(Contact.objects.annotate(o=ORDERS[key][0]).values_list("pk", "o"))
    names = dict(Contact.objects.values_list("pk", "sort_key"))
    known = [pk for pk in values if values[pk] != UNKNOWN.get(key)]
    unknown = [pk for pk in values if values[pk] == UNKNOWN.get(key)]
    tie = (lambda pk: "") if key == "name" else names.get

    def arranged(pks):
        return sorted(pks, key=lambda pk: (values[pk], tie(pk), pk), reverse=bool(sign))

    assert forward == arranged(known) + arranged(unknown)
    assert [(page.first, page.last) for page in pages] == [(1, 25), (26, 50), (51, 60)]
    back = overview(agency, f"sort={sign}{key}&size=25&before={pages[-1].before}").page
    assert [c.pk for c in back.rows] == forward[25:50]
    first = overview(agency, f"sort={sign}{key}&size=25&before={back.before}").page
    assert [c.pk for c in first.rows] == forward[:25]
    assert (first.first, first.before) == (1, "")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "W10",
        "bnVsbA",
        "WyJuYW1lIixudWxsLDEsMV0",
        "WyJuYW1lIiwiYSIsOTk5OTk5OTk5OTk5OTk5OTk5OTk5OSwxXQ",
        "WyJuYW1lIix7fSwxLDFd",
        "äöü",
        "WyJuYW1lIiwiYVx1MDAwMCIsMSwxXQ",
    ],
)
@pytest.mark.parametrize("way", ["after", "before"])
@pytest.mark.parametrize("sort", ["name", "-terms", "orders"])
def test_a_garbled_cursor_shows_the_first_page(agency, named, cursor, way, sort):
    view = overview(agency, f"sort={sort}&{way}={cursor}")
    assert len(view.page.rows) == len(NAMES)
    assert view.page.first == 1


@pytest.mark.parametrize("sort", ["place", "-place", "terms", "-terms", "email", "-email"])
def test_what_is_not_known_comes_last_in_either_direction(agency, many, sort):
    page = overview(agency, f"sort={sort}&size=200").page
    values = [
        bool(
            getattr(
                row,
                {"place": "primary_place", "terms": "terms_confirmed_at", "email": "primary_email"}[
                    sort.strip("-")
                ],
            )
        )
        for row in page.rows
    ]
    assert True in values
    assert False in values
    assert values == sorted(values, reverse=True)


def test_rows_of_one_value_are_sorted_by_name(agency, many):
    rows = overview(agency, "sort=orders&size=200").page.rows
    pairs = [(row.open_orders, row.sort_key) for row in rows]
    assert pairs == sorted(pairs, key=lambda pair: (pair[0] == 0, pair))
    assert {0, 1} <= {orders for orders, _name in pairs}


def test_a_page_takes_as_many_queries_before_the_unknown_as_among_them(
    agency, many, django_assert_num_queries
):
    first = overview(agency, "sort=-place&size=25")
    with django_assert_num_queries(1):
        page = first.page
    for _ in range(2):
        view = overview(agency, f"sort=-place&size=25&after={page.after}")
        with django_assert_num_queries(1):
            page = view.page


def test_an_export_has_the_order_of_the_pages(agency, many):
    view = overview(agency, "sort=-place&size=200")
    exported = in_order(Contact.objects.filter(agency=agency), view.asked.order)
    assert [row.pk for row in exported] == [row.pk for row in view.page.rows]


def test_a_cursor_of_another_order_shows_the_first_page(agency, many):
    after = overview(agency, "sort=name&size=25").page.after
    assert overview(agency, f"sort=-phone&size=25&after={after}").page.first == 1


@pytest.mark.parametrize(
    "query",
    [
        "steininger",
        "STEIN",
        "maria stein",
        "stein maria",
        "0664 482 13 90",
        "+43 664 4821390",
        "0043664482",
        "+43 (0)664 482",
        "06644821390",
        "0316/82 44 10",
        "316824410",
        "maria.steininger@example.at",
        "maria.steininger@",
        "Heinrichstrasse",
        "heinrichstraße 20",
        "8010 Graz",
        "8010",
        "Altbau",
        "graz 0664 482",
        "1390",
        "4821390",
        "4410",
        "steininger 1390",
    ],
)
def test_search_finds_by(agency, maria, named, query):
    view = overview(agency, f"q={query.replace('+', '%2B')}")
    assert [contact.pk for contact in view.page.rows] == [maria.pk]
    assert view.count == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("gossler", ["Gößler"]),
        ("goessler", ["Gößler"]),
        ("Gößler", ["Gößler"]),
        ("mueller", ["Mueller", "Müller"]),
        ("muller", ["Mueller", "Müller"]),
        ("arlich", ["Ärlich"]),
        ("anna aerlich", ["Ärlich"]),
        ("ller", []),
        ("!!!", []),
        ("%", []),
        ("_", []),
    ],
)
def test_search_folds_umlauts_and_takes_word_beginnings(agency, named, query, expected):
    assert family_names(overview(agency, f"q={query}")) == expected


def test_search_keeps_to_the_agency_and_to_present_contacts(agency, other_agency, named):
    create_contacts(agency=other_agency, items=[ContactData({"family_name": "Gold"})], user=None)
    assert family_names(overview(agency, "q=gold")) == ["Gold"]


def test_an_order_a_page_size_and_a_search_nobody_offers_are_left_out(agency, named):
    view = overview(agency, "sort=drop&size=7&q=%00")
    assert (view.asked.order.name, view.asked.size, len(view.page.rows)) == ("name", 50, len(NAMES))


@pytest.mark.parametrize("key", COLUMNS)
@pytest.mark.parametrize("sign", ["", "-"])
def test_who_shows_nothing_in_a_column_comes_last(agency, many, key, sign):
    """Nothing, or the dash that stands for it: no open orders as well as no activity."""
    rows = overview(agency, f"sort={sign}{key}&size=100").page.rows
    words = Words(agency.pk)
    contacts = Contact.objects.in_bulk([row.pk for row in rows])
    is_empty = [COLUMNS[key].text(contacts[row.pk], words) in ("", "–") for row in rows]
    assert is_empty == sorted(is_empty)
    assert len(is_empty) == len(many)
