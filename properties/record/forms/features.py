"""Yes, no or unknown for each feature, without a form field for each of the hundred."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from properties.features import FEATURES, GROUPS
from properties.record.three_way import NO, YES, answers

PREFIX = "feature-"


@dataclass(frozen=True)
class FeatureRow:
    """One feature in the form: `state` is yes, no or "" for unknown."""

    name: str
    label: str | Promise
    state: str


@dataclass(frozen=True)
class FeatureBlock:
    """A group of features in the form; `told` counts those that are known."""

    label: str | Promise
    rows: list[FeatureRow]

    @property
    def told(self) -> int:
        """How many of the group are known."""
        return sum(1 for row in self.rows if row.state)


def feature_blocks(present: list[str], absent: list[str]) -> list[FeatureBlock]:
    """The groups in order, with what is known of each feature."""
    states = answers(present, absent)
    return [
        FeatureBlock(
            group.label,
            [
                FeatureRow(f"{PREFIX}{code}", label, states.get(code, ""))
                for code, label in group.features.items()
            ],
        )
        for group in GROUPS
    ]


def read_features(data: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Codes that are there and codes that are not, of what a form sent."""
    states = {code: data.get(f"{PREFIX}{code}", "") for code in FEATURES}
    present = [code for code, state in states.items() if state == YES]
    return present, [code for code, state in states.items() if state == NO]
