"""Kölner Phonetik, by published examples and by the sample vectors where they are at hand."""

import csv
import os
from pathlib import Path

import pytest

from contacts.duplicates.phonetics import koelner


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Müller-Lüdenscheidt", "65752682"),
        ("Wikipedia", "3412"),
        ("Breschnew", "17863"),
        ("Xanthippe", "48621"),
        ("Celsius", "858"),
        ("h", ""),
        ("", ""),
    ],
)
def test_published_examples(word, code):
    assert koelner(word) == code


@pytest.mark.parametrize(
    "names", [("Meier", "Mayr"), ("Schmidt", "Schmitt"), ("Fischer", "Visher")]
)
def test_names_that_sound_alike(names):
    assert koelner(names[0]) == koelner(names[1])


def test_sample_vectors():
    folder = Path(os.environ.get("IMMONAUT_SAMPLES", "../shared/data"))
    vectors = folder / "duplicates" / "koelner_vectors.tsv"
    if not vectors.exists():
        pytest.skip("the sample vectors are not at hand")
    with vectors.open(encoding="utf-8", newline="") as lines:
        wrong = {
            row["word"]: (koelner(row["word"]), row["code"])
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if koelner(row["word"]) != row["code"]
        }
    assert wrong == {}
