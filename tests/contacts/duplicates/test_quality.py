"""The quality on public sample sets must not fall below what the documentation says."""

import os
from pathlib import Path

import pytest

from contacts.duplicates.quality import Scored, leave_one_out, measure
from contacts.duplicates.samples import load_sets


def test_the_quality_of_known_scores():
    scored = Scored("x", true_pairs=4, scores=((0.9, True), (0.8, True), (0.6, False), (0.3, True)))
    quality = scored.at(0.5)
    assert (quality.precision, quality.recall) == (2 / 3, 2 / 4)
    assert quality.f1 == pytest.approx(4 / 7)


def test_the_threshold_for_a_left_out_set_comes_from_the_others():
    low = Scored("low", 2, ((0.4, True), (0.4, True)))
    high = Scored("high", 2, ((0.9, True), (0.9, True), *((0.5, False),) * 8))
    thresholds = {quality.name: at for at, quality in leave_one_out([low, high])}
    assert thresholds["low"] > 0.5
    assert thresholds["high"] <= 0.4


def test_sample_sets():
    folder = Path(os.environ.get("IMMONAUT_SAMPLES", "../shared/data")) / "duplicates"
    if not (folder / "german_org.csv").exists():
        pytest.skip("the sample sets are not at hand")
    f1 = {quality.name: quality.f1 for quality in map(measure, load_sets(folder))}
    assert f1["Deutsch"] >= 0.985
    assert f1["FEBRL 3"] >= 0.99
    assert f1["FEBRL 4"] >= 0.99
