"""Changes in the user's words: which field, what it was, what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from audit.currencies import currencies_then, currency_on
from audit.models import Change, Operation
from audit.naming import Told, is_about_subject, name_of, told_fields, told_now
from audit.tables import is_subject_row, model_of
from audit.undo import SECRET_MARK
from base.ui.words import EMPTY, Names, in_words

# Columns that say how a row is kept, not what it says.
_HIDDEN = frozenset({"id", "agency_id", "created_at", "added_at", "updated_at", "version"})


@dataclass(frozen=True)
class Difference:
    """One field: its label, the value before and after as people read them."""

    label: str
    before: str
    after: str
    is_secret: bool = False


@dataclass(frozen=True)
class Described:
    """One change: what kind of row, which one, what was done to it, and the differences."""

    what: str
    operation: str
    differences: tuple[Difference, ...]
    name: str = ""
    is_whole: bool = False  # the row came or went, as opposed to changing

    @property
    def title(self) -> str:
        """»Adresse hinzugefügt: Herrengasse 3«, »Adresse geändert: Straße A → B«."""
        told = self.name if self.is_whole else self._changes()
        return f"{self.what} {self.operation}: {told}" if told else f"{self.what} {self.operation}"

    def _changes(self) -> str:
        if len(self.differences) > _TOLD_IN_TITLE:
            return ", ".join(difference.label for difference in self.differences)
        return "; ".join(map(_in_short, self.differences))


_TOLD_IN_TITLE = 2
_LONGEST = 60


def _in_short(difference: Difference) -> str:
    before, after = (_clipped(text) for text in (difference.before, difference.after))
    if difference.is_secret:
        return difference.label
    return f"{difference.label} {before or '–'} → {after or '–'}"


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def describe(changes: Iterable[Change]) -> list[Described]:
    """Each change in words; names behind foreign keys cost one query per referred model."""
    changes = list(changes)
    told = told_now(changes)
    names, currencies = _names_of_referred(changes, told), currencies_then(changes)
    return [_describe_one(change, told, names, currencies.get(change.pk, "")) for change in changes]


def _describe_one(change: Change, told: Told, names: Names, currency: str) -> Described:
    model = model_of(change)
    if model is None:
        return Described(change.table_name, _operation(change), ())
    fields = [field for field in model._meta.concrete_fields if _is_shown(field, change)]
    differences = tuple(
        difference
        for field in fields
        if (difference := _difference(field, change, names, currency))
    )
    is_whole = change.operation != Operation.UPDATE or "deleted_at" in (change.after or {})
    return Described(
        str(model._meta.verbose_name),
        _operation(change),
        differences,
        name=_clipped(name_of(change, told, names)),
        is_whole=is_whole,
    )


def _operation(change: Change) -> str:
    after = (change.after or {}).get("deleted_at")
    if change.operation == Operation.UPDATE and "deleted_at" in (change.after or {}):
        return _("gelöscht") if after else _("wiederhergestellt")
    if change.operation == Operation.INSERT and not is_subject_row(change):
        return _("hinzugefügt")
    return str(Operation(change.operation).label)


def _is_shown(field: Field[Any, Any], change: Change) -> bool:
    column = field.column
    if column in _HIDDEN or not (column in (change.before or {}) or column in (change.after or {})):
        return False
    return field.editable and not _names_the_subject(field, change)


def _names_the_subject(field: Field[Any, Any], change: Change) -> bool:
    """The page is about the subject: naming it in every entry tells nothing."""
    if not isinstance(field, ForeignKey):
        return False
    values = {(change.before or {}).get(field.column), (change.after or {}).get(field.column)}
    return all(is_about_subject(field, value, change) for value in values - {None})


def _difference(
    field: Field[Any, Any], change: Change, names: Names, currency: str
) -> Difference | None:
    sides = (change.before or {}, change.after or {})
    before, after = (side.get(field.column) for side in sides)
    if before in EMPTY and after in EMPTY:
        return None
    if SECRET_MARK in (before, after):
        return Difference(str(field.verbose_name), "", _("geändert"), is_secret=True)
    was, became = (
        in_words(field, side.get(field.column), names, currency_on(side, currency))
        for side in sides
    )
    return Difference(str(field.verbose_name), was, became)


def _names_of_referred(changes: list[Change], told: Told) -> Names:
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for change in changes:
        for field in _named_fields(change):
            rows = (change.before or {}, change.after or {}, told.get(change.pk, {}))
            wanted[field.related_model] |= {row.get(field.column) for row in rows} - {None}
    return {
        model: {row.pk: str(row) for row in model._base_manager.filter(pk__in=ids)}
        for model, ids in wanted.items()
    }


def _named_fields(change: Change) -> Iterator[ForeignKey[Any, Any]]:
    model = model_of(change)
    own = told_fields(model) if model else ()
    for field in model._meta.concrete_fields if model else ():
        if isinstance(field, ForeignKey) and (field.name in own or _is_shown(field, change)):
            yield field
