"""Results as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.plan import target_of

Entry = dict[str, Any]
RESULTS = Path(__file__).parent / "results.json"


def write(entries: Iterable[Entry], path: Path = RESULTS) -> None:
    """Writes `{"cases": […]}`, one entry per case and comparison."""
    path.write_text(json.dumps({"cases": list(entries)}, ensure_ascii=False, indent=1) + "\n")


def line(entry: Entry) -> str:
    """One result as a line of a table."""
    facts = [f"{entry['rows']:>9,}", f"{entry['p50_ms']:>9.2f}", f"{entry['p95_ms']:>9.2f} ms"]
    facts += [f"{_ratio(entry['ratio_p50']):>8}", f"{_ratio(entry['ratio_p95']):>8}"]
    extra = [f"{entry[name]} {name}" for name in ("queries", "bytes", "clients") if name in entry]
    extra += [f"{entry['per_second']:.0f} per second"] if "per_second" in entry else []
    told = "  ".join([entry["against"], *extra, *filter(None, [verdict(entry)])])
    return f"{entry['name']:<28} {' '.join(facts)}  {told}"


HEAD = f"{'case':<28} {'contacts':>9} {'p50':>9} {'p95':>9}    {'× p50':>8} {'× p95':>8}  against"


def verdict(entry: Entry) -> str:
    """»ok« or »MISSED« with the target, where there is one."""
    target = target_of(entry["name"], entry["rows"], entry["against"])
    if target is None:
        return ""
    ratios = (entry["ratio_p50"], entry["ratio_p95"])
    missed = [
        most
        for most, found in zip(target, ratios, strict=True)
        if most is not None and found > most
    ]
    wanted = " / ".join(_ratio(most) for most in target if most is not None)
    return f"{'MISSED' if missed else 'ok'} (at most {wanted})"


def _ratio(value: float) -> str:
    """»3.2«; what is faster as »1/67«."""
    return f"1/{1 / value:.0f}" if 0 < value < 0.1 else f"{value:.2f}"
