"""No line of any log names a token, a reset key, a search word or a value."""

import io
import logging
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from base.accounts.models import Agency
from base.logs import Plain, route_of
from base.tokens import make_token

pytestmark = pytest.mark.django_db
# The same in every process: it is part of the names of tests.
TOKEN = make_token("share", uuid.UUID(int=7))
SECRET = "geheimeswort"


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/s/abc/", "/s/<str:token>/"),
        ("/s/abc/unterlagen/7/", "/s/<str:token>/<str:ticket>/<int:item_pk>/"),
        ("/kontakte/7/", "/kontakte/<int:pk>/"),
        ("/static/css/base.css", "/static/…"),
        ("/gibt/es/nicht/", "/…"),
    ],
)
def test_a_path_becomes_its_route(path, route):
    assert route_of(path) == route


@pytest.fixture
def lines(monkeypatch):
    """Everything that the configured handler writes while the test runs."""
    handler = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, Plain))
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written.getvalue


@pytest.mark.parametrize(
    "path",
    [
        f"/s/{TOKEN}/",
        f"/s/{TOKEN}/unterlagen/{SECRET}/",
        f"/konto/password/reset/key/3-{SECRET}/",
        f"/suche/?q={SECRET}",
        f"/kontakte/?q={SECRET}",
        f"/{SECRET}/?x={SECRET}",
        f"/{SECRET}%0A{SECRET}ü/",
        f"/kontakte/{SECRET}",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_line_names_more_than_the_route(agent_client, lines, method, path):
    clients = [agent_client, Client(enforce_csrf_checks=True)]
    for client in clients:
        getattr(client, method)(path, headers={"referer": f"https://a.example/s/{SECRET}/"})
    written = lines()
    assert written.count("immonaut.access") == len(clients)
    assert TOKEN not in written
    assert SECRET not in written


def test_a_refused_form_names_no_address(lines):
    browser = Client(enforce_csrf_checks=True)
    browser.get("/konto/login/", secure=True)
    headers = {"referer": f"https://a.example/s/{SECRET}/"}
    answer = browser.post(f"/konto/login/?next={SECRET}", secure=True, headers=headers)
    assert answer.status_code == 403
    written = lines()
    assert "Forbidden" in written
    assert SECRET not in written


def test_the_health_check_writes_no_line(client, lines):
    assert client.get("/healthz").status_code == 200
    assert "immonaut.access" not in lines()


def test_an_error_of_the_database_is_told_without_values(lines):
    Agency.objects.create(slug=SECRET)
    try:
        with transaction.atomic():
            Agency.objects.create(slug=SECRET)
    except IntegrityError:
        logging.getLogger("immonaut.test").exception("failed")
    written = lines()
    assert "duplicate key value" in written
    assert SECRET not in written


def test_nothing_is_mailed_by_the_log():
    handlers = logging.getLogger("django").handlers + logging.getLogger().handlers
    assert [h for h in handlers if "Mail" in type(h).__name__] == []
