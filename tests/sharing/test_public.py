"""What a customer sees, and that every dead link looks the same."""

import io
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import Activity
from base.tokens import make_token
from contacts.services import delete_contact
from properties.services import delete_document, delete_property, set_visibility
from sharing.customers.limits import MISSES
from sharing.models import LinkView
from sharing.models.links import TOKEN_PURPOSE
from sharing.services import click_delete
from tests.sharing.visitors import PHONE, landing_url, look

pytestmark = pytest.mark.django_db


def kinds():
    return list(Activity.objects.order_by("id").values_list("kind", flat=True))


def test_the_landing_page_says_who_shares_what_until_when(client, link, cover):
    html = client.get(landing_url(link)).content.decode()
    assert "Huber Immobilien" in html
    assert "Altbauwohnung mit Innenhof" in html
    assert "349.000 €" in html
    assert "Guten Tag Frau Mag. Steininger, hier ist alles." in html
    assert "Anna Huber" in html
    assert timezone.localtime(link.valid_until).strftime("%d.%m.%Y") in html
    assert "Grundbuchauszug" not in html, "contents stand behind the click"
    address = reverse("sharing:picture", args=[link.token])
    assert client.get(address).status_code == 200
    assert f'src="{address}?px=800"' in html
    assert client.get(f"{address}?px=800").headers["Content-Type"] == "image/webp"


def test_looking_at_the_landing_page_counts_nothing(client, link):
    before = kinds()
    client.get(landing_url(link), **PHONE)
    client.head(landing_url(link), **PHONE)
    assert client.get(reverse("sharing:look", args=[link.token])).status_code == 405
    assert LinkView.objects.count() == 0
    assert kinds() == before


def test_looking_at_the_documents_counts_one_view_and_shows_exactly_them(
    client, link, public_document
):
    html = client.get(look(client, link)).content.decode()
    view = LinkView.objects.get()
    assert (view.link_id, view.address, view.user_agent) == (
        link.pk,
        "198.51.100.7",
        "Mozilla/5.0 (iPhone)",
    )
    assert re.findall(r'class="row-title">([^<]+)', html) == [
        "Grundbuchauszug.pdf",
        "Grundriss.jpg",
        "Angebot.pdf",
    ]
    client.get(look(client, link))
    assert LinkView.objects.count() == 2


def test_each_opening_is_recorded_with_the_digest(client, link, register):
    address = look(client, link)
    item = link.items.get(document=register)
    response = client.get(f"{address}{item.pk}/", **PHONE)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "no-store"
    opened = Activity.objects.get(kind="sharing.document_opened")
    assert opened.evidence["sha256"] == register.stored.sha256
    assert opened.evidence["view"] == LinkView.objects.get().pk


def test_everything_as_one_archive(client, link, register, plan, offer):
    response = client.get(f"{look(client, link)}alle.zip")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.namelist() == ["Grundbuchauszug.pdf", "Grundriss.jpg", "Angebot.pdf"]
    assert archive.testzip() is None
    with register.stored.content.open("rb") as source:
        assert archive.read("Grundbuchauszug.pdf") == source.read()
    proof = Activity.objects.get(kind="sharing.documents_downloaded").evidence["files"]
    assert [entry["sha256"] for entry in proof] == [
        document.stored.sha256 for document in (register, plan, offer)
    ]


def test_a_document_withdrawn_since_is_gone_at_once(client, link, register, plan):
    address = look(client, link)
    item = link.items.get(document=register)
    set_visibility(document=register, visibility="public")
    assert "Grundbuchauszug" not in client.get(address).content.decode()
    assert client.get(f"{address}{item.pk}/").status_code == 404
    delete_document(document=plan)
    response = client.get(f"{address}alle.zip")
    names = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()
    assert names == ["Angebot.pdf"]


def close_by_deleting(link):
    click_delete(link=link)
    link.refresh_from_db()
    click_delete(link=link, armed_at=link.armed_at.isoformat())


def addresses_of(link):
    """Every address below a link."""
    ticket, item = "1.x.y", link.items.first()
    yield "get", reverse("sharing:public", args=[link.token])
    yield "post", reverse("sharing:look", args=[link.token])
    yield "get", reverse("sharing:picture", args=[link.token])
    yield "get", reverse("sharing:picture", args=[link.token]) + "?px=800"
    yield "get", reverse("sharing:contents", args=[link.token, ticket])
    yield "get", reverse("sharing:download", args=[link.token, ticket])
    yield "get", reverse("sharing:document", args=[link.token, ticket, item.pk])


def seen(client, method, address):
    response = getattr(client, method)(address)
    headers = {k: v for k, v in response.headers.items() if k not in ("Date",)}
    return response.status_code, response.content, headers


@pytest.fixture
def neutral(client):
    """What an address made up by somebody shows."""
    return seen(client, "get", "/s/erfunden/")


@pytest.mark.parametrize(
    "close",
    [
        close_by_deleting,
        lambda link: delete_contact(contact=link.contact),
        lambda link: delete_property(property=link.property),
    ],
    ids=["deleted", "contact deleted", "property deleted"],
)
def test_what_is_closed_looks_like_what_never_was(client, link, cover, neutral, close):
    close(link)
    for method, address in addresses_of(link):
        assert seen(client, method, address) == neutral, address


def test_expired_and_draft_and_unknown_look_the_same(client, draft, neutral):
    assert neutral[0] == 404
    for method, address in addresses_of(draft):
        assert seen(client, method, address) == neutral, address
    unknown = make_token(TOKEN_PURPOSE, uuid.uuid4())
    assert seen(client, "get", f"/s/{unknown}/") == neutral
    assert seen(client, "post", "/s/x/ansehen/") == neutral


def test_an_expired_link_is_gone_page_and_files(client, link, neutral):
    with time_machine.travel(link.valid_until + timedelta(seconds=1)):
        for method, address in addresses_of(link):
            assert seen(client, method, address) == neutral, address


def test_no_page_of_a_link_is_kept_or_found(client, link, neutral):
    for headers in (client.get(landing_url(link)).headers, neutral[2]):
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]


def test_guessing_is_slowed_down_and_real_links_stay_open(client, link):
    statuses = [client.get(f"/s/{n}/", **PHONE).status_code for n in range(MISSES + 2)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get(landing_url(link), **PHONE).status_code == 200
    assert client.get("/s/x/", REMOTE_ADDR="198.51.100.8").status_code == 404
