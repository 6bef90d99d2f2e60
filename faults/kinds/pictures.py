"""Pictures that are small as files and huge in memory."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from PIL import Image

from faults.findings import Finding
from faults.system import System, answers, forget_peaks, peak_memory

_AT_ONCE = 6
# All web processes together: half a gigabyte at rest, and as much for each of the two pictures
# that are open at the same time.
_MOST = 2e9
_LONGEST = 3.0


def measure(system: System) -> Iterator[Finding]:
    """Six at once: of the largest kind that is taken, and of one far beyond."""
    yield from _sent(system, "of 36 megapixels", _png("RGB", 6000), (302, 303, 422))
    yield from _sent(system, "of 625 megapixels", _png("1", 25_000), (422,))


def _sent(system: System, name: str, content: bytes, allowed: tuple[int, ...]) -> Iterator[Finding]:
    ((contact,),) = system.sql("SELECT min(id) FROM contacts_contact WHERE deleted_at IS NULL")
    page = f"/kontakte/{contact}/dateien/"
    web = system.process("web")
    forget_peaks(web)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        fields = [system.agent.form(page) for _ in range(_AT_ONCE)]
        running = [
            pool.submit(system.agent.upload, page, one, f"bild{number}.png", content)
            for number, one in enumerate(fields)
        ]
        health = answers(lambda: system.guest().get("/healthz"))
        statuses = Counter(one.result().status for one in running)
    most = peak_memory(web)
    yield Finding(
        f"{_AT_ONCE} PNG {name} at once ({len(content) // 1024:,} KB each)",
        f"memory of the web below {_MOST / 1e9:.1f} GB, /healthz answers",
        f"peak {most / 1e9:.2f} GB; answers {dict(statuses)}; /healthz {health.status} after"
        f" {health.seconds:.2f} s",
        0 < most < _MOST
        and set(statuses) <= set(allowed)
        and health.status == 200
        and health.seconds < _LONGEST,
    )


def _png(mode: str, side: int) -> bytes:
    Image.MAX_IMAGE_PIXELS = None
    target = io.BytesIO()
    Image.new(mode, (side, side)).save(target, "PNG")
    return target.getvalue()
