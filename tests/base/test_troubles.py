"""Statements, locks and idle transactions end in time, and people hear of it in words."""

import threading
import time
from contextlib import closing

import psycopg
import pytest
from django.core.cache import cache
from django.db import close_old_connections, connection, connections
from django.urls import path

from base.database import AWAY, BUSY, SLOW, Timeouts, trouble_of
from immonaut import urls

pytestmark = pytest.mark.django_db(transaction=True)


def _run(statement: str):
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return view


def _dies(request):
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = '100ms'")
        cursor.execute("BEGIN")
        time.sleep(0.4)
        cursor.execute("SELECT 1")


urlpatterns = [
    *urls.urlpatterns,
    path("slow/", _run("SET statement_timeout = '100ms'; SELECT pg_sleep(5)")),
    path("busy/", _run("SET lock_timeout = '100ms'; LOCK TABLE immonaut_cache")),
    path("idle/", _dies),
    path("ours/", _run("SELECT nothing")),
]
handler500 = urls.handler500


@pytest.fixture
def asking(settings, agent_client):
    settings.ROOT_URLCONF = __name__
    agent_client.raise_request_exception = False
    yield agent_client
    connection.close()


@pytest.mark.parametrize(
    ("language", "words"), [("de", "zu lange gedauert"), ("en", "took too long")]
)
def test_a_statement_too_long_is_told_in_words(asking, language, words):
    answer = asking.get("/slow/", headers={"Accept-Language": language})
    assert answer.status_code == 503
    assert words in answer.text


def test_what_somebody_else_holds_is_told_in_words(asking):
    with closing(connections.create_connection("default")) as other:
        other.set_autocommit(False)
        other.cursor().execute("LOCK TABLE immonaut_cache")
        answer = asking.get("/busy/", headers={"HX-Request": "true"})
        other.rollback()
    assert answer.status_code == 409
    assert "ui:toast" in answer.headers["HX-Trigger"]


def test_a_transaction_that_idled_is_told_and_the_next_page_works(asking):
    assert asking.get("/idle/").status_code == 503
    close_old_connections()  # as after every request that a server answers
    assert asking.get("/konto/login/").status_code in (200, 302)


def test_a_mistake_of_ours_stays_one(asking):
    answer = asking.get("/ours/")
    assert answer.status_code == 500
    assert "SELECT" not in answer.text


def test_what_the_database_says_decides():
    assert trouble_of(psycopg.errors.QueryCanceled()) is SLOW
    assert trouble_of(psycopg.errors.DeadlockDetected()) is BUSY
    assert trouble_of(psycopg.OperationalError("connection refused")) is AWAY
    assert trouble_of(ValueError()) is None


def test_connections_carry_their_timeouts():
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() != ("0",), name
    assert Timeouts(15, 0, 30).options() == (
        "-c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"
    )


def test_two_who_add_at_once_leave_no_error():
    """Each thread has a connection of its own; exactly one of them is the first."""
    cache.delete("race")
    begin, won, errors = threading.Barrier(8), [], []

    def add(number):
        begin.wait()
        won.append(cache.add("race", number, 60))
        connection.close()

    before = _violations()
    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(won) == 1
    assert _violations() == before
    assert errors == []


def test_the_cache_keeps_forgets_and_prolongs():
    assert cache.add("a", 1, 60)
    assert not cache.add("a", 2, 60)
    cache.set("a", 3, 60)
    assert cache.get("a") == 3
    assert cache.touch("a", 60)
    cache.set("old", 1, -1)
    assert cache.add("old", 2, 60)
    cache.delete("a")
    assert not cache.touch("a", 60)


def _violations() -> int:
    """Transactions that were rolled back: each violated constraint is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(
            "SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()"
        )
        return cursor.fetchone()[0]
