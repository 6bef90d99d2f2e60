"""The codes that a choice criterion may hold, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import get_language

from base.labels import Label
from properties.choices import MarketingType, ObjectType, Usage
from properties.features import FEATURES, GROUPS
from properties.matching.criteria import CriterionKind

CHOICES: dict[CriterionKind, Mapping[str, Label]] = {
    CriterionKind.MARKETING_TYPE: dict(MarketingType.choices),
    CriterionKind.USAGE: dict(Usage.choices),
    CriterionKind.OBJECT_TYPE: dict(ObjectType.choices),
    CriterionKind.FEATURE: FEATURES,
}
# What customers ask for most; everything else is in the list of all features.
COMMON_FEATURES = (
    "balcony",
    "terrace",
    "garden",
    "elevator",
    "parking_space",
    "underground_garage",
    "garage",
    "cellar",
    "fitted_kitchen",
    "barrier_free",
    "pets_allowed",
    "furnished",
)


def labels_of(kind: CriterionKind, codes: Iterable[str]) -> list[str]:
    """The words of `codes`; an unknown code stands for itself."""
    words = _words(CriterionKind(kind), get_language())
    return [words.get(code, code) for code in codes]


# A list of orders says the same few words hundreds of times.
@lru_cache(maxsize=64)
def _words(kind: CriterionKind, language: str | None) -> dict[str, str]:
    """The words of a kind; `language` is the one in which they are asked."""
    return {code: str(label) for code, label in CHOICES[kind].items()}


def all_codes() -> list[tuple[str, Label]]:
    """Every code of any kind with its words, so that the record can tell them."""
    words = {code: label for kind in reversed(CHOICES) for code, label in CHOICES[kind].items()}
    return list(words.items())


def grouped_features() -> list[tuple[Label, list[tuple[str, Label]]]]:
    """All features in their groups, for a selection."""
    return [(group.label, list(group.features.items())) for group in GROUPS]
