"""Our engine and splink over the same records in one run: `python -m bench.linkage FOLDER`.

splink (with DuckDB) learns from each set what an agreement is worth, by its own comparisons as they
come and the blocks below. It is no package of the project: `requirements-linkage.lock` has it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pyarrow
import splink.comparison_library as by
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

from contacts.duplicates.quality import Quality, measure
from contacts.duplicates.record import Record
from contacts.duplicates.samples import SampleSet, load_sets

_LIKELY = 0.5
_COMPARISONS = {
    **{
        name: by.JaroWinklerAtThresholds(name, [0.9, 0.8]) for name in ("given", "family", "street")
    },
    **{name: by.LevenshteinAtThresholds(name, [1, 2]) for name in ("born", "phone", "code")},
    **{name: by.ExactMatch(name) for name in ("place", "number", "email")},
}
_BLOCKS = (
    ("email",),
    ("phone",),
    ("born",),
    ("given", "family"),
    ("family", "code"),
    ("given", "code"),
    ("street", "number"),
    ("place", "given"),
)
# Each leaves out what it is learnt from, so that together they say something of every column.
_LEARNT_FROM = (("given", "family"), ("street", "number"), ("family", "code"))


def main(folder: Path) -> None:
    """Prints precision, recall, F1 and seconds of both for each set."""
    for sample in load_sets(folder):
        _tell("ours", measure, sample)
        _tell("splink", _splink, sample)


def _tell(name: str, work: Callable[[SampleSet], Quality], sample: SampleSet) -> None:
    begun = perf_counter()
    found = work(sample)
    took = perf_counter() - begun
    figures = f"{found.precision:.4f} {found.recall:.4f} {found.f1:.4f}"
    print(f"{found.name:<8} {name:<7} {figures} {took:6.1f} s", flush=True)


def _splink(sample: SampleSet) -> Quality:
    table = pyarrow.Table.from_pylist([_row(record) for record in sample.records])
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(table),
        blocking_rules_to_generate_predictions=[block_on(*block) for block in _BLOCKS],
    )
    linker = Linker(DuckDBAPI().register(table), settings)
    certain = [block_on(*block) for block in _LEARNT_FROM]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for block in certain:
        linker.training.estimate_parameters_using_expectation_maximisation(block)
    pairs = linker.inference.predict(threshold_match_probability=_LIKELY).as_dict()
    party = sample.party_of
    both = list(zip(pairs["unique_id_l"], pairs["unique_id_r"], strict=True))
    right = sum(party[one] == party[other] for one, other in both)
    return Quality(sample.name, sample.true_pairs, len(both), right)


def _comparisons(table: Any) -> list[Any]:
    """Those of columns that hold anything."""
    empty = {name for name in table.column_names if table[name].null_count == len(table)}
    return [comparison for name, comparison in _COMPARISONS.items() if name not in empty]


def _row(record: Record) -> dict[str, Any]:
    (address,) = record.addresses
    values = {
        "given": record.given_name,
        "family": record.family_name,
        "born": record.birth_date_text,
        "email": next(iter(record.emails), ""),
        "phone": next(iter(record.phones), ""),
        "street": address.street,
        "number": address.house_number,
        "code": address.postal_code,
        "place": address.place,
    }
    return {"unique_id": record.id, **{name: text or None for name, text in values.items()}}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
