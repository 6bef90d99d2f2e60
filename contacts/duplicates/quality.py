"""Precision, recall and F1 of the engine on sample sets whose truth is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from contacts.duplicates import weights
from contacts.duplicates.linkage import find_pairs
from contacts.duplicates.samples import SampleSet, load_sets

_LOWEST = 0.05
_THRESHOLDS = tuple(step / 20 for step in range(1, 20))


@dataclass(frozen=True, slots=True)
class Quality:
    """What the engine found in one set, in pairs."""

    name: str
    true_pairs: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The part of the found pairs that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of the true pairs that was found."""
        return self.right / self.true_pairs if self.true_pairs else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.found + self.true_pairs
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores that the engine gave to a set's pairs, each with whether it is one party."""

    name: str
    true_pairs: int
    scores: tuple[tuple[float, bool], ...]

    def at(self, threshold: float) -> Quality:
        """The quality when pairs count from this score on."""
        found = [right for score, right in self.scores if score >= threshold]
        return Quality(self.name, self.true_pairs, len(found), sum(found))


def score_set(sample: SampleSet) -> Scored:
    """Runs the engine over one set as over any stock."""
    party = sample.party_of
    scores = tuple(
        (pair.comparison.score, party[pair.a.id or 0] == party[pair.b.id or 0])
        for pair in find_pairs(sample.records, threshold=_LOWEST)
    )
    return Scored(sample.name, sample.true_pairs, scores)


def measure(sample: SampleSet) -> Quality:
    """The quality on one set with the engine's one setting."""
    return score_set(sample).at(weights.LIKELY)


def leave_one_out(sets: Sequence[Scored]) -> Iterator[tuple[float, Quality]]:
    """For each set, the threshold that is best on the others, and this set's quality with it."""
    for left_out in sets:
        others = [scored for scored in sets if scored is not left_out]
        best = max(_THRESHOLDS, key=lambda at: sum(scored.at(at).f1 for scored in others))
        yield best, left_out.at(best)


def report(folder: Path) -> Iterator[str]:
    """The figures on the sample sets in `folder`, line by line.

    Raises FileNotFoundError where a file is missing.
    """
    sets = [score_set(sample) for sample in load_sets(folder)]
    yield f"{'Set':<10} {'Precision':>10} {'Recall':>10} {'F1':>10}"
    yield from (_line(scored.at(weights.LIKELY)) for scored in sets)
    yield "Leave-one-set-out: threshold chosen on the other sets"
    for threshold, quality in leave_one_out(sets):
        yield f"{_line(quality)}   from score {threshold:.2f}"


def _line(quality: Quality) -> str:
    figures = (quality.precision, quality.recall, quality.f1)
    return f"{quality.name:<10} " + " ".join(f"{figure:>10.4f}" for figure in figures)
