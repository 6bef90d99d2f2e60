"""`python -m immonaut.front`: the web, on HOST and PORT, in WEB_CONCURRENCY processes."""

import argparse
import os

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server

# A head has to arrive, and a kept connection to be used again, within this time.
HEAD_SECONDS = 20
_HEAD_BYTES = 64 * 1024
# More than this wait in the kernel; the bridge refuses in words long before.
_CONNECTIONS = 4096


def main() -> None:
    """Serves until it is told to stop; what is running then has a moment to end."""
    options = _options()
    os.environ.setdefault("DATABASE_USE", "web")
    Server(
        "immonaut.front.serving:build",
        address=options.host,
        port=options.port,
        interface=Interfaces.ASGINL,
        factory=True,
        workers=options.workers,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=_HEAD_BYTES
        ),
        websockets=False,
        backlog=1024,
        backpressure=_CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=4,
        process_name=None,
    ).serve()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m immonaut.front", description=__doc__)
    given = os.environ.get
    parser.add_argument("--host", default=given("HOST") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=given("PORT") or "8000")
    parser.add_argument("--workers", type=int, default=given("WEB_CONCURRENCY") or "2")
    return parser.parse_args()


if __name__ == "__main__":
    main()
