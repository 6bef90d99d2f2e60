"""The health check when all threads for pages hang."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from tests.front.conftest import Served


def web(front: Served, cookie: str) -> tuple[int, str, float]:
    started = time.monotonic()
    reply = front.ask("/healthz", headers={"Cookie": cookie})
    return reply.status, json.loads(reply.text)["parts"]["web"]["state"], time.monotonic() - started


def test_it_answers_beside_pages_that_all_hang_and_says_so(front: Served, agent, client):
    client.force_login(agent)
    cookie = f"immonaut_session={client.cookies['immonaut_session'].value}"
    assert web(front, cookie)[:2] == (200, "ok")
    other = connections.create_connection("default")
    with ThreadPoolExecutor(8) as pool:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"LOCK TABLE {agent.sessions.model._meta.db_table}")
            asked = [pool.submit(front.ask, "/", headers={"Cookie": cookie}) for _ in range(8)]
            time.sleep(0.5)
            status, state, took = web(front, cookie)
            cursor.execute("ROLLBACK")
        other.close()
        assert {one.result().status for one in asked} <= {200, 409, 503}
    assert (status, state) == (200, "late")
    assert took < 9  # a second of its own; pages hang for longer
    assert web(front, cookie)[:2] == (200, "ok")
