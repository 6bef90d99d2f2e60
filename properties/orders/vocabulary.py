"""The codes that a choice criterion may hold, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise

from properties.choices import MarketingType, ObjectType, Usage
from properties.features import FEATURES
from properties.orders.kinds import Kind

Label = str | Promise

CHOICES: dict[Kind, Mapping[str, Label]] = {
    Kind.MARKETING_TYPE: dict(MarketingType.choices),
    Kind.USAGE: dict(Usage.choices),
    Kind.OBJECT_TYPE: dict(ObjectType.choices),
    Kind.FEATURE: FEATURES,
}


def labels_of(kind: Kind, codes: Iterable[str]) -> list[str]:
    """The words of `codes`; an unknown code stands for itself."""
    words = CHOICES[Kind(kind)]
    return [str(words.get(code, code)) for code in codes]
