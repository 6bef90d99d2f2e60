"""Parts of files, versions of files, and files that end while they are sent (RFC 9110, 13 and 14)."""

import io
from pathlib import Path

import pytest

from base.files.serving import CHUNK, file_response
from tests.files.storing import store_file

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.4\n" + bytes(range(256)) * 3000


@pytest.fixture
def stored(agency):
    return store_file(agency=agency, source=io.BytesIO(CONTENT), name="Plan.pdf")


@pytest.fixture
def ask(rf, stored):
    """Asks for the file with these headers; returns the answer and its bytes."""

    def asked(method="get", **headers):
        response = file_response(getattr(rf, method)("/", headers=headers), stored)
        return response, response.getvalue()

    return asked


def test_the_whole_file(ask, stored):
    response, body = ask()
    assert (response.status_code, body) == (200, CONTENT)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["ETag"] == f'"{stored.sha256}"'
    assert response.headers["Content-Length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=0-", slice(0, None)),
        ("bytes=100-199", slice(100, 200)),
        ("bytes=700000-9999999", slice(700000, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=-99999999", slice(0, None)),
        ("BYTES=2-3", slice(2, 4)),
        ("bytes= 2-3 ", slice(2, 4)),
    ],
)
def test_a_part(ask, asked, expected):
    response, body = ask(range=asked)
    part = CONTENT[expected]
    start = range(len(CONTENT))[expected][0]
    assert (response.status_code, body) == (206, part)
    assert response.headers["Content-Length"] == str(len(part))
    where = f"bytes {start}-{start + len(part) - 1}/{len(CONTENT)}"
    assert response.headers["Content-Range"] == where


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-1,5-6",
        "bytes=5-2",
        "bytes=-",
        "bytes=a-b",
        "lines=1-2",
        "bytes",
        "bytes=+1-2",
        "bytes=1-2-3",
        "bytes=\u0661-\u0662",
        "",
    ],
)
def test_several_parts_and_what_is_no_part_bring_the_whole(ask, asked):
    response, body = ask(range=asked)
    assert (response.status_code, body) == (200, CONTENT)


@pytest.mark.parametrize("asked", ["bytes=9999999-", "bytes=-0", "bytes=" + "9" * 40 + "-"])
def test_a_part_that_lies_outside(ask, asked):
    response, body = ask(range=asked)
    assert (response.status_code, body) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_a_part_of_the_same_version_only(ask, stored):
    whole, _ = ask()
    for condition in (whole.headers["ETag"], whole.headers["Last-Modified"]):
        assert ask(range="bytes=1-2", if_range=condition)[0].status_code == 206
    for condition in (
        f"W/{whole.headers['ETag']}",
        '"other"',
        "Mon, 01 Jan 2024 00:00:00 GMT",
        "x",
    ):
        response, body = ask(range="bytes=1-2", if_range=condition)
        assert (response.status_code, body) == (200, CONTENT)


def test_what_the_browser_has_is_not_sent_again(ask):
    whole, _ = ask()
    assert ask(if_none_match=whole.headers["ETag"])[0].status_code == 304
    assert ask(if_match='"other"')[0].status_code == 412


def test_head_knows_no_part(ask):
    response, _ = ask("head", range="bytes=0-1")
    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(len(CONTENT))


def test_a_file_ends_at_the_next_chunk_once_it_may_not_be_sent(rf, stored):
    allowed = True
    response = file_response(rf.get("/"), stored, still_open=lambda: allowed)
    body = iter(response.streaming_content)
    assert next(body) == CONTENT[:CHUNK]
    allowed = False
    with pytest.raises(ConnectionResetError):
        next(body)


def held_open(path):
    """How often this process holds `path` open."""
    folder = Path("/proc/self/fd")
    return [link.readlink() for link in folder.iterdir() if link.is_symlink()].count(path)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not listed here")
@pytest.mark.parametrize("asked", ["bytes=0-5", "bytes=99999999-", ""])
def test_files_are_closed_read_or_not(rf, stored, asked):
    path = Path(stored.content.path)
    response = file_response(rf.get("/", headers={"range": asked}), stored)
    assert held_open(path) == (response.status_code != 416)
    response.close()
    assert held_open(path) == 0
