"""Places of running downloads: few at once, over all processes, given back however they end."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as used
from django.http import HttpResponse, StreamingHttpResponse

from base.files.running import begin, until_sent


def left() -> list[Path]:
    folder = Path(used.FILES_DIR) / ".running"
    return list(folder.iterdir())


def test_a_group_has_so_many_places():
    first, second = begin({"link 1": 2}), begin({"link 1": 2})
    assert first
    assert second
    assert begin({"link 1": 2}) is None
    assert begin({"link 2": 2})
    first.close()
    first.close()
    third = begin({"link 1": 2})
    assert third
    assert begin({"link 1": 2}) is None


def test_who_finds_one_group_full_holds_no_place_of_another():
    full = begin({"address": 1})
    assert full
    for _ in range(3):
        assert begin({"link": 1, "address": 1}) is None
    full.close()
    both = begin({"link": 1, "address": 1})
    assert both
    both.close()
    assert left() == []


def test_a_process_that_is_killed_leaves_its_place():
    running = begin({"link": 1})
    assert running
    ((path, _file),) = running._places
    running.close()
    code = (
        "import fcntl, sys; file = open(sys.argv[1], 'ab'); fcntl.flock(file, fcntl.LOCK_EX); "
        "print('held', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        assert begin({"link": 1}) is None
        other.kill()
    assert begin({"link": 1})


@pytest.mark.django_db  # the end of a response looks after connections
@pytest.mark.parametrize("end", ["read", "broken off", "no stream", "nothing"])
def test_a_place_is_held_until_the_answer_is_closed(end: str):
    running = begin({"link": 1})
    assert running
    if end in ("read", "broken off"):
        response = StreamingHttpResponse(iter([b"a", b"b"]))
        until_sent(response, running)
        assert begin({"link": 1}) is None
        assert end == "broken off" or b"".join(response) == b"ab"
        response.close()
    else:
        until_sent(HttpResponse() if end == "no stream" else None, running)
    assert begin({"link": 1})
