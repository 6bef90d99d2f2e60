"""The web dies amid an upload: no half file, no row without bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from faults.findings import Finding
from faults.system import System, answers, until
from faults.visitor import multipart
from immonaut.stack.application import manage

_BACK = 60.0
_SWEEP = (
    "from datetime import timedelta; from base.files.sweeping import sweep; "
    "sweep(older_than=timedelta(0))"
)
_CONTENT = b"%PDF-1.4\n" + b"x" * 8_000_000 + b"\n%%EOF"


def measure(system: System) -> Iterator[Finding]:
    """While the body still comes, and while the row is being written."""
    ((contact,),) = system.sql("SELECT min(id) FROM contacts_contact WHERE deleted_at IS NULL")
    page = f"/kontakte/{contact}/dateien/"
    yield from _half_sent(system, page)
    yield from _half_kept(system, page)


def _half_sent(system: System, page: str) -> Iterator[Finding]:
    rows, files = system.count("files_storedfile"), _files(system)
    kind, body = multipart(system.agent.form(page), "halb.pdf", _CONTENT)
    head = [f"POST {page} HTTP/1.1", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
    head += [f"{name}: {value}" for name, value in system.agent.headers({}).items()]
    with socket.create_connection(("127.0.0.1", system.port), timeout=20) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode() + body[: len(body) // 2])
        system.kill("web")
    until(lambda: system.guest().get("/healthz").status == 200, _BACK)
    more, left = system.count("files_storedfile") - rows, len(_files(system) - files)
    yield Finding(
        "kill -9 of the web with half an upload sent",
        "no row, nothing in the store",
        f"{more} rows and {left} files more",
        (more, left) == (0, 0),
    )


def _half_kept(system: System, page: str) -> Iterator[Finding]:
    """The bytes lie in the store, the row waits for a lock: then the process dies."""
    rows, files = system.count("files_storedfile"), _files(system)
    fields = system.agent.form(page)
    with system.owner() as other, other.transaction():
        other.execute("LOCK TABLE files_storedfile IN SHARE MODE")
        sending = threading.Thread(
            target=lambda: answers(lambda: system.agent.upload(page, fields, "halb.pdf", _CONTENT))
        )
        sending.start()
        until(lambda: _files(system) - files, 4)
        system.kill("web")
        sending.join()
    until(lambda: system.guest().get("/healthz").status == 200, _BACK)
    more, left = system.count("files_storedfile") - rows, _files(system) - files
    yield Finding(
        "kill -9 of the web between bytes and row",
        "no row; at most its bytes are left over",
        f"{more} rows and {len(left)} files more",
        more == 0 and len(left) <= 1,
    )
    yield _swept(system, files)


def _swept(system: System, files: set[Path]) -> Finding:
    manage(["shell", "-v", "0", "-c", _SWEEP], system.stack.env)
    left, missing = len(_files(system) - files), len(files - _files(system))
    return Finding(
        "the sweep afterwards, without its day of waiting",
        "what is left over goes, and nothing else",
        f"{left} left over, {missing} missing",
        (left, missing) == (0, 0),
    )


def _files(system: System) -> set[Path]:
    """What lies in the store, without the marks of work in progress."""
    folder = Path(system.stack.env["FILES_DIR"])
    return {
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
