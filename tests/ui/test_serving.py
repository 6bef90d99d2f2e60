"""The server of the tests is left alone only when it has nothing more to do."""

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from base.accounts.models import User
from tests.serving import all_served


def test_a_request_that_hangs_is_waited_for(live_server, agent, agent_client):
    session = agent_client.cookies["immonaut_session"].value
    asked = urllib.request.Request(
        live_server.url, headers={"Cookie": f"immonaut_session={session}"}
    )
    holder = connections.create_connection("default")
    with ThreadPoolExecutor(1) as pool:
        with holder.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {User._meta.db_table}")
            answer = pool.submit(lambda: urllib.request.urlopen(asked, timeout=30).status)
            hung = hangs_soon()
            cursor.execute("ROLLBACK")
        holder.close()
        assert answer.result() == 200
    assert hung
    assert all_served(10)


def hangs_soon() -> bool:
    """Asked again and again: the request takes a while to arrive."""
    latest = time.monotonic() + 10
    while all_served(0.1):
        if time.monotonic() > latest:
            return False
        time.sleep(0.02)
    return True
