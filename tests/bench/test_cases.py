"""A case at a small size: its results have the form that programs read. Nothing is timed here."""

import json

import pytest

from bench import report
from bench.__main__ import sizes_of
from bench.cases import duplicates, search
from bench.measuring import compare, interleaved, p95
from bench.plan import AT_REST, CASES, PRIMARY_KEY, TARGETS, Case, target_of
from tests.bench.test_stock import COUNT, load

KEYS = {"name", "rows", "p50_ms", "p95_ms", "against", "ratio_p50", "ratio_p95"}


def test_subjects_take_turns_and_warming_up_does_not_count():
    calls = []
    subjects = {"a": lambda n: calls.append(("a", n)), "b": lambda n: calls.append(("b", n))}
    times = interleaved(subjects, 3, warm=1)
    assert [len(found) for found in times.values()] == [3, 3]
    assert calls == [("b", 3), ("a", 3), ("a", 0), ("b", 0), ("b", 1), ("a", 1), ("a", 2), ("b", 2)]


def test_ratios_are_those_of_the_case_to_the_other():
    [result] = compare("case", 10, {"case": [2.0, 2.0, 4.0], "floor": [1.0, 1.0, 1.0]})
    assert (result.against, result.p50_ms, result.ratio_p50) == ("floor", 2.0, 2.0)
    assert result.p95_ms == pytest.approx(3.8)
    assert p95([5.0]) == 5.0


def test_sizes_are_those_asked_for_as_far_as_a_case_goes():
    case = Case("case", "module", default=(10, 1000), largest=100)
    assert sizes_of(case, ()) == [10]
    assert sizes_of(case, (50, 20, 500)) == [20, 50]


def test_cases_are_chosen_by_the_beginning_of_what_they_measure():
    [match] = [case for case in CASES if case.name == "match-reverse"]
    asked = ["", "match", "order-save", "match-forward-100"]
    assert all(match.is_asked_for(name) for name in asked)
    assert not match.is_asked_for("search")


def test_targets_hold_at_the_largest_size():
    assert target_of("search-email", 1_000_000, PRIMARY_KEY) == TARGETS["search", PRIMARY_KEY]
    assert target_of("search-email", 10_000, PRIMARY_KEY) is None
    cases = tuple(case.name for case in CASES)
    assert [begin for begin, _ in TARGETS if not begin.startswith(cases)] == []
    entry = {"name": "search", "rows": 1_000_000, "against": PRIMARY_KEY, "ratio_p95": 1.0}
    assert report.verdict(entry | {"ratio_p50": 61.0}).startswith("MISSED")
    assert report.verdict(entry | {"ratio_p50": 5.0}).startswith("ok")


@pytest.mark.django_db
def test_results_of_a_small_run_are_well_formed(monkeypatch, tmp_path):
    monkeypatch.setattr(search, "ROUNDS", 5)
    monkeypatch.setattr(duplicates, "ROUNDS", 5)
    monkeypatch.setattr(duplicates, "WARM", 1)
    load()
    found = [result.as_json() for result in search.measure(COUNT)]
    found += [result.as_json() for result in duplicates.floors(COUNT)]
    report.write(found, tmp_path / "results.json")
    cases = json.loads((tmp_path / "results.json").read_text())["cases"]
    assert {case["name"] for case in cases} == {
        "search",
        "search-rare-name",
        "search-email",
        "search-three-letters",
        "search-common-word",
        "search-two-words",
        "duplicate-check",
    }
    for case in cases:
        assert set(case) == KEYS
        assert case["p95_ms"] >= case["p50_ms"] > 0
        assert report.line(case)


def test_what_does_not_depend_on_the_size_is_held_at_any():
    assert target_of("front-slow-all", 10_000, AT_REST) == (1.1, None)
