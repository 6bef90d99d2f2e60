import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


urlpatterns = [
    path("kaputt/", login_not_required(broken)),
    path("verboten/", login_not_required(refused)),
    path("verdacht/", login_not_required(suspicious)),
    path("", include("immonaut.urls")),
]

pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("url", "status", "text"),
    [
        ("/kaputt/", 500, "Da ist etwas schiefgegangen"),
        ("/verboten/", 403, "Dafür fehlt die Berechtigung"),
        ("/verdacht/", 400, "Anfrage nicht verstanden"),
        ("/gibt-es-nicht/", 404, "Seite nicht gefunden"),
    ],
)
def test_errors_in_our_words_without_the_database(url, status, text):
    # No `db` fixture: a query would fail this test.
    client = Client(raise_request_exception=False)
    response = client.get(url)
    page = response.content.decode()
    assert response.status_code == status
    assert text in page
    assert "Traceback" not in page


def test_a_missing_csrf_token_is_explained(db):
    response = Client(enforce_csrf_checks=True).post("/konto/login/", {})
    assert response.status_code == 403
    assert "Die Seite war zu lange offen" in response.content.decode()
