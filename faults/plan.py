"""All faults in the order in which they are done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from faults.findings import Finding
from faults.kinds import lines, locks, mail, parts, pictures, silence, uploads, work
from faults.system import System

Measure = Callable[[System], Iterator[Finding]]
PLAN: dict[str, Measure] = {
    "lines": lines.measure,
    "locks": locks.measure,
    "pictures": pictures.measure,
    "mail": mail.measure,
    "work": work.measure,
    "uploads": uploads.measure,
    "silence": silence.measure,
    "parts": parts.measure,
    "end": mail.at_the_end,
}
