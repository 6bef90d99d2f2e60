"""Slow clients hold no thread: pages and the health check go on."""

import socket
from io import BytesIO

import pytest

from bench.slow import BODIES, HEADS, READERS, slow_clients
from contacts.models import Contact
from contacts.services import add_file
from immonaut.front.limits import Limits
from tests.front.conftest import Served

PAGE = "/konto/login/"
MANY = 60  # far more than there are threads


@pytest.mark.parametrize("kind", [HEADS, BODIES])
def test_slow_requests_hold_nobody_up(front: Served, kind: str):
    with slow_clients(front.port, kind, MANY, PAGE):
        for path in (PAGE, "/healthz"):
            assert front.ask(path, seconds=5).status == 200


def test_slow_readers_hold_nobody_up(front: Served, agency, agent, client):
    contact = Contact.objects.create(agency=agency, family_name="Groß")
    content = b"a,b\n" + b"1,2\n" * 3_000_000
    file = add_file(contact=contact, source=BytesIO(content), name="liste.csv", user=agent)
    client.force_login(agent)
    cookie = f"immonaut_session={client.cookies['immonaut_session'].value}"
    path = f"/kontakte/{contact.pk}/dateien/{file.pk}/"
    assert len(front.ask(path, headers={"Cookie": cookie}).body) == len(content)
    with slow_clients(front.port, READERS, 30, path, cookie):
        for path in (PAGE, "/healthz"):
            assert front.ask(path, seconds=5).status == 200


def test_too_many_slow_uploads_of_one_address_are_refused_in_words(front: Served):
    with slow_clients(front.port, BODIES, Limits().slow_bodies_per_address + 5, PAGE):
        head = b"POST /konto/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
        with socket.create_connection(("127.0.0.1", front.port), timeout=10) as line:
            line.sendall(head + b"Accept-Language: de\r\n\r\nx=")
            answer = line.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 429")
    assert "Zu viele Übertragungen" in answer


def test_a_body_too_large_is_refused_before_it_is_read(front: Served):
    head = f"POST {PAGE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {10**12}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", front.port), timeout=10) as line:
        line.sendall(head.encode())
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_bodies_arrive_whole(front: Served):
    field = "x" * 300_000
    reply = front.ask(
        PAGE,
        "POST",
        f"login=a@b.example&password={field}".encode(),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert reply.status == 403  # without the token: it was read and judged
    assert front.ask(PAGE, "HEAD").body == b""


def test_names_with_underscores_are_not_taken_for_hyphens(front: Served):
    """Otherwise X_Forwarded_For would pass by the proxy that sets X-Forwarded-For."""
    assert front.ask(PAGE, headers={"Accept_Language": "en"}).text.count('lang="de"')
    assert front.ask(PAGE, headers={"Accept-Language": "en"}).text.count('lang="en"')


def test_the_longest_a_body_may_take_grows_with_what_came():
    limits = Limits(grace_seconds=10, slowest_rate=1000)
    assert limits.body_seconds(0) == 10
    assert limits.body_seconds(5000) == 15
