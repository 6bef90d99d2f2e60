"""Kind and finer kind of a property as one choice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from base.ui.choices import LongChoiceField
from properties.choices import ObjectType
from properties.subtypes import SUBTYPES


def kind_choices() -> list[Any]:
    """The kinds with their finer kinds below them; values are `apartment` or `apartment/attic`."""
    groups: list[Any] = [("", "")]
    for code, label in ObjectType.choices:
        finer = [(f"{code}/{sub}", name) for sub, name in SUBTYPES[code].items()]
        groups.append((label, [(code, _("%(kind)s, allgemein") % {"kind": label}), *finer]))
    return groups


class KindField(LongChoiceField):
    """One select for both; cleans to (object type, finer kind)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=kind_choices, **options)


def joined(object_type: str, subtype: str) -> str:
    """The value of the select for a property."""
    return f"{object_type}/{subtype}" if subtype in SUBTYPES.get(object_type, {}) else object_type


def separated(value: str) -> tuple[str, str]:
    """Kind and finer kind of the select's value."""
    kind, _slash, finer = value.partition("/")
    return kind, finer
