"""Compares the fields of two contacts, and says which value stays by default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from base.ui.words import in_words
from contacts.models import Contact

MergeSide = Literal["kept", "gone"]

# What belongs together is chosen together: a BIC without its IBAN is worth nothing.
_GROUPS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "birth_date": (_("Geburtsdatum"), ("birth_date", "birth_date_text")),
    "bank": (_("Bankverbindung"), ("account_holder", "iban", "bic", "bank_name")),
    "identity": (
        _("Ausweis"),
        (
            "id_kind",
            "id_number",
            "id_authority",
            "id_issued_on",
            "id_valid_until",
            "id_checked_on",
            "id_checked_by",
        ),
    ),
    "acting": (_("Handelt"), ("acting", "acting_for")),
}
_UNITED = frozenset({"roles", "tags", "remarks"})
_LEFT_OUT = frozenset({"id", "agency"})


@dataclass(frozen=True)
class MergeField:
    """One choice: the model fields it is about, and whose values are to stay by default.

    `kept` and `gone` are the values as people read them; secrets are masked.
    """

    key: str
    label: Any
    names: tuple[str, ...]
    kept: str
    gone: str
    default: MergeSide

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.kept != self.gone or "•" in self.kept


def merge_fields(kept: Contact, gone: Contact) -> list[MergeField]:
    """What can be chosen when `gone` is merged into `kept`; what both lack is left out."""
    fields = (_field(key, label, names, kept, gone) for key, label, names in _choices())
    return [field for field in fields if field.kept or field.gone]


def _choices() -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    grouped = {name: key for key, (_label, names) in _GROUPS.items() for name in names}
    told = set()
    for field in _own_fields():
        key = grouped.get(field.name, field.name)
        if key in told:
            continue
        told.add(key)
        label, names = _GROUPS.get(key, (field.verbose_name, (field.name,)))
        yield key, label, names


def _own_fields() -> Iterator[Field[Any, Any]]:
    """The fields that people fill in, those of the future too; united ones need no choice."""
    for field in Contact._meta.concrete_fields:
        if field.editable and field.name not in _UNITED | _LEFT_OUT and not field.primary_key:
            yield field


def _field(
    key: str, label: Any, names: tuple[str, ...], kept: Contact, gone: Contact
) -> MergeField:
    mine, theirs = _shown(kept, names), _shown(gone, names)
    default: MergeSide = (
        "kept" if _is_filled(kept, names) or not _is_filled(gone, names) else "gone"
    )
    if isinstance(getattr(gone, names[0]), bool) and getattr(gone, names[0]):
        default = "gone"  # whoever asked once not to be contacted has asked
    return MergeField(key, label, names, mine, theirs, default)


def _is_filled(contact: Contact, names: tuple[str, ...]) -> bool:
    return any(getattr(contact, name) not in (None, "", [], False) for name in names)


def _shown(contact: Contact, names: tuple[str, ...]) -> str:
    return ", ".join(filter(None, (_text(contact, name) for name in names)))


def _text(contact: Contact, name: str) -> str:
    field = Contact._meta.get_field(name)
    value = getattr(contact, name)
    return "" if value is False else in_words(field, value)


def apply_choices(
    kept: Contact, gone: Contact, choices: Mapping[str, str]
) -> dict[str, tuple[Any, Any]]:
    """Sets the chosen values on `kept`; returns the changed fields with value before and after.

    What `choices` does not name follows the default; roles, tags and remarks are united.
    """
    before: dict[str, tuple[Any, Any]] = {}
    for field in merge_fields(kept, gone):
        if choices.get(field.key, field.default) == "gone":
            before |= {name: (getattr(kept, name), getattr(gone, name)) for name in field.names}
    before |= {
        "roles": (kept.roles, _united(kept.roles, gone.roles)),
        "tags": (kept.tags, _united(kept.tags, gone.tags)),
        "remarks": (kept.remarks, _united_text(kept.remarks, gone.remarks)),
    }
    changed = {name: values for name, values in before.items() if values[0] != values[1]}
    for name, (_old, new) in changed.items():
        setattr(kept, name, new)
    return changed


def _united(one: list[str], other: list[str]) -> list[str]:
    return list(dict.fromkeys([*one, *other]))


def _united_text(one: str, other: str) -> str:
    if not other.strip() or other.strip() in one:
        return one
    return f"{one.rstrip()}\n\n{other.strip()}" if one.strip() else other
