"""What was done to the system, what had to happen, and what did."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTHS = {"fault": 38, "expected": 40, "seen": 44}


@dataclass(frozen=True)
class Finding:
    """One fault and one thing to be seen of it."""

    fault: str
    expected: str
    seen: str
    is_ok: bool


def row(finding: Finding) -> str:
    """A finding as lines of the table."""
    cells = [finding.fault, finding.expected, finding.seen]
    wrapped = [
        textwrap.wrap(cell, width) or [""]
        for cell, width in zip(cells, _WIDTHS.values(), strict=True)
    ]
    height = max(map(len, wrapped))
    lines = [
        "  ".join(
            f"{cell[number] if number < len(cell) else '':<{width}}"
            for cell, width in zip(wrapped, _WIDTHS.values(), strict=True)
        )
        for number in range(height)
    ]
    lines[0] += f"  {'ok' if finding.is_ok else 'NOT'}"
    return "\n".join(line.rstrip() for line in lines)


def head() -> str:
    """The names of the columns."""
    return "  ".join(f"{name:<{width}}" for name, width in _WIDTHS.items()) + "  "


def summary(findings: Sequence[Finding]) -> str:
    """How many were as they must be."""
    good = sum(finding.is_ok for finding in findings)
    return f"{good} of {len(findings)} as it must be."
