"""What is behind a link opens to a counted visit of one browser, or to a colleague's session."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from audit.models import Activity
from contacts.services import delete_file
from sharing.customers.views.tickets import COOKIE
from sharing.models import LinkView
from sharing.services import click_delete, generate_link, save_link
from tests.sharing.visitors import PHONE, contents_url, form_of, landing_url, look, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_link(maria, flat, register, agent):
    link, _ = generate_link(
        contact=maria, property=flat, documents=[register.pk], files=[], user=agent
    )
    save_link(link=link, valid_until=timezone.now() + timedelta(days=30))
    link.refresh_from_db()
    return link


def behind(address, link):
    """Every address behind the click, below the one of the contents."""
    return [address, f"{address}alle.zip", *(f"{address}{item.pk}/" for item in link.items.all())]


def leads_to_the_landing_page(client, link, address, **browser):
    response = client.get(address, **{**PHONE, **browser})
    return response.status_code == 303 and response.headers["Location"] == landing_url(link)


def test_a_colleagues_look_counts_nothing_and_yields_no_address(agent_client, client, link):
    before = Activity.objects.count()
    address = press(agent_client, link)
    assert address == contents_url(link)
    assert [agent_client.get(one).status_code for one in behind(address, link)] == [200] * 5
    assert LinkView.objects.count() == 0
    assert Activity.objects.count() == before
    assert COOKIE not in agent_client.cookies
    for one in behind(address, link):
        assert leads_to_the_landing_page(client, link, one)


def test_a_preview_ends_with_the_session(agent_client, link):
    address = press(agent_client, link)
    agent_client.logout()
    for one in behind(address, link):
        assert leads_to_the_landing_page(agent_client, link, one)


def test_an_agent_of_another_agency_counts_like_anybody(stranger_client, link):
    look(stranger_client, link)
    assert LinkView.objects.count() == 1


def test_the_visit_is_bound_to_the_browser_by_a_cookie(client, link):
    passed_on = press(client, link)
    cookie = client.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == landing_url(link)
    assert int(cookie["max-age"]) <= 2 * 60 * 60
    address = client.get(passed_on, **PHONE).headers["Location"]
    assert address == contents_url(link)
    assert [client.get(one, **PHONE).status_code for one in behind(address, link)] == [200] * 5
    assert LinkView.objects.count() == 1
    for one in [*behind(passed_on, link), *behind(address, link)]:
        assert leads_to_the_landing_page(Client(), link, one)


def test_the_page_names_no_address_that_works_by_itself(client, link):
    html = client.get(look(client, link), **PHONE).content.decode()
    for one in re.findall(r'href="(/s/[^"]+/)"', html):
        assert leads_to_the_landing_page(Client(), link, one)


def test_without_cookies_the_address_carries_the_visit(link):
    customer = Client(enforce_csrf_checks=True)
    address = press(customer, link)
    customer.cookies.clear()
    assert [customer.get(one, **PHONE).status_code for one in behind(address, link)] == [200] * 5
    assert LinkView.objects.count() == 1
    kinds = list(Activity.objects.values_list("kind", flat=True))
    assert kinds.count("sharing.link_viewed") == 1
    assert kinds.count("sharing.document_opened") == 3


@pytest.mark.parametrize(
    "elsewhere", [{"REMOTE_ADDR": "203.0.113.9"}, {"HTTP_USER_AGENT": "Mozilla/5.0 (Android)"}]
)
def test_without_cookies_the_address_works_for_one_browser_only(link, elsewhere):
    address = press(Client(), link)
    for one in behind(address, link):
        assert leads_to_the_landing_page(Client(), link, one, **elsewhere)
    assert Activity.objects.filter(kind="sharing.document_opened").count() == 0


def test_without_cookies_the_address_works_for_ten_minutes(link):
    address = press(Client(), link)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        for one in behind(address, link):
            assert leads_to_the_landing_page(Client(), link, one)


def test_a_visit_ends_after_two_hours(client, link):
    address = look(client, link)
    with time_machine.travel(timezone.now() + timedelta(minutes=121)):
        assert leads_to_the_landing_page(client, link, address)


def test_a_made_up_ticket_leads_to_the_landing_page(client, link):
    for ticket in ("1.x.y", "0", "unterlagen.", "Unterlagen", "1:x:y"):
        assert leads_to_the_landing_page(client, link, contents_url(link, ticket))


def test_a_visit_of_one_link_does_not_fit_another(client, link, other_link):
    ticket = press(client, link).rstrip("/").rpartition("/")[2]
    assert leads_to_the_landing_page(Client(), other_link, contents_url(other_link, ticket))
    assert leads_to_the_landing_page(client, other_link, contents_url(other_link))
    stolen = Client()
    stolen.cookies[COOKIE] = client.cookies[COOKIE].value
    assert leads_to_the_landing_page(stolen, other_link, contents_url(other_link))


def test_two_links_on_one_device_have_a_visit_each(client, link, other_link):
    paths = []
    for one in (link, other_link):
        press(client, one)
        paths.append(client.cookies[COOKIE]["path"])
    assert paths == [landing_url(link), landing_url(other_link)]


def test_a_visit_ends_with_its_link(client, link):
    address = look(client, link)
    delete(link)
    assert {client.get(one, **PHONE).status_code for one in behind(address, link)} == {404}


def test_one_showing_of_the_page_counts_once(client, link):
    form = form_of(client, link)
    press(client, link, form)
    press(client, link, form)
    assert LinkView.objects.count() == 1
    assert Activity.objects.filter(kind="sharing.link_viewed").count() == 1


def test_what_no_form_of_ours_sent_counts_nothing(client, link, other_link):
    for form in ({}, {"csrfmiddlewaretoken": "x"}, form_of(client, other_link)):
        assert press(client, link, form) == landing_url(link)
    assert LinkView.objects.count() == 0


def test_no_page_of_a_link_sets_the_csrf_cookie(client, link):
    client.get(look(client, link), **PHONE)
    client.get("/s/erfunden/")
    assert set(client.cookies) == {COOKIE}


def opened(client, address, item, **headers):
    return client.get(f"{address}{item.pk}/", **PHONE, headers=headers)


def openings():
    return Activity.objects.filter(kind="sharing.document_opened").count()


def test_a_document_in_parts_counts_once(client, link, register):
    address, item = look(client, link), link.items.get(document=register)
    parts = [opened(client, address, item, range=f"bytes={n}-{n}") for n in (40, 0, 7)]
    assert [part.status_code for part in parts] == [206] * 3
    assert openings() == 1
    assert opened(client, address, item, range="bytes=99999-").status_code == 416
    etag = parts[0].headers["ETag"]
    assert opened(client, address, item, if_none_match=etag).status_code == 304
    assert openings() == 1
    opened(client, address, item)
    assert openings() == 2
    opened(client, address, item, range="bytes=1-")
    assert openings() == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_purpose": "prefetch"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"purpose": "preview"},
        {"x_purpose": "preview"},
        {"x_moz": "prefetch"},
    ],
)
def test_what_nobody_asked_for_is_neither_sent_nor_counted(client, link, headers):
    address = look(client, link)
    before = Activity.objects.count()
    for one in behind(address, link):
        answer = client.get(one, **PHONE, headers=headers)
        assert (answer.status_code, answer.content) == (503, b"")
    assert Activity.objects.count() == before


def test_asking_for_headers_counts_nothing(client, link):
    address = look(client, link)
    before = Activity.objects.count()
    assert {client.head(one, **PHONE).status_code for one in behind(address, link)} == {200}
    assert Activity.objects.count() == before


@pytest.fixture
def large(offer):
    """The personal file is far larger than one chunk."""
    content = b"%PDF-1.4\n" + b"x" * 3_000_000
    with offer.stored.content.storage.open(offer.stored.content.name, "wb") as target:
        target.write(content)
    return offer


def delete(link):
    click_delete(link=link)
    link.refresh_from_db()
    click_delete(link=link, armed_at=link.armed_at.isoformat())


@pytest.mark.parametrize("which", ["one", "all"])
def test_deleting_the_link_ends_what_is_being_downloaded(client, link, large, which):
    address, item = look(client, link), link.items.get(file=large)
    body = iter(
        client.get(
            f"{address}{item.pk}/" if which == "one" else f"{address}alle.zip", **PHONE
        ).streaming_content
    )
    got = next(body)
    while which == "all" and len(got) < 300_000:
        got += next(body)
    delete(link)
    with pytest.raises(ConnectionResetError):
        next(body)


def test_withdrawing_a_document_ends_its_download(client, link, large):
    address, item = look(client, link), link.items.get(file=large)
    body = iter(client.get(f"{address}{item.pk}/", **PHONE).streaming_content)
    next(body)
    delete_file(file=large)
    with pytest.raises(ConnectionResetError):
        next(body)


def test_people_of_other_agencies_are_guests_in_the_record(stranger_client, stranger, link):
    address = look(stranger_client, link)
    for one in behind(address, link):
        assert stranger_client.get(one, **PHONE).status_code == 200
    entries = Activity.objects.filter(
        kind__in=[
            "sharing.link_viewed",
            "sharing.document_opened",
            "sharing.documents_downloaded",
        ]
    )
    assert entries.count() == 5
    assert set(entries.values_list("actor_id", "actor")) == {(None, "ein Gast")}


def other_spellings(token):
    """Texts that Base64 reads as the same bytes, and what a careless reader would take."""
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(token[-1])
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    yield from (token[:-1] + alphabet[last ^ bits] for bits in (1, 2, 3))
    yield from (f"{token}=", f"{token}A", f"{token} ", token.upper(), token.lower(), token[:-1])
    yield from (f"{token}%0A", f" {token}")


def test_a_token_has_one_spelling(client, link):
    assert client.get(f"/s/{link.token}/").status_code == 200
    statuses = {one: client.get(f"/s/{one}/").status_code for one in other_spellings(link.token)}
    assert set(statuses.values()) == {404}, statuses
