"""A web process that is killed in the middle of an upload leaves nothing behind, and comes back."""

import os
import socket
import time
from pathlib import Path

import psutil
import pytest

from immonaut.stack.process import wait_until
from tests.front.conftest import Served


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """Where the served product puts temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def holder(folder: Path) -> psutil.Process | None:
    """The process of ours that holds a file without a name in `folder`."""
    for one in psutil.Process().children(recursive=True):
        descriptors = Path(f"/proc/{one.pid}/fd")
        if any(_target(link).startswith(f"{folder}/") for link in descriptors.iterdir()):
            return one
    return None


def _target(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def test_a_killed_upload_leaves_nothing(front: Served, temporary: Path):
    head = b"POST /konto/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", front.port), timeout=10) as line:
        line.sendall(head + b"x" * 5_000_000)
        wait_until(lambda: holder(temporary) is not None, "the body in a file", seconds=20)
        web = holder(temporary)
        assert web is not None
        web.kill()
        web.wait(10)
    assert list(temporary.iterdir()) == []
    deadline = time.monotonic() + 60
    while True:
        try:
            assert front.ask("/healthz").status == 200
            break
        except OSError:
            assert time.monotonic() < deadline, "nobody took its place"
            time.sleep(0.2)
