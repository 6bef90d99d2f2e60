"""What is wrong with forms, for the list above them that leads to each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField


@dataclass(frozen=True)
class Complaints:
    """Messages about a whole form, and the fields that need a look: their ids and labels."""

    general: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.general or self.fields)


def complaints(given: Iterable[BaseForm | BaseFormSet[BaseForm]]) -> Complaints:
    """What is wrong with forms and sets of forms; rows of a set are numbered from the second on."""
    found = Complaints()
    for one in given:
        if isinstance(one, BaseFormSet):
            if one.is_bound:
                found.general.extend(str(error) for error in one.non_form_errors())
            for number, form in enumerate(one.forms, start=1):
                _add(found, form, f" {number}" if number > 1 else "")
        else:
            _add(found, one)
    return found


def _add(found: Complaints, form: BaseForm, number: str = "") -> None:
    if not form.is_bound:
        return
    hidden = (str(error) for bound in form.hidden_fields() for error in bound.errors)
    found.general.extend([*map(str, form.non_field_errors()), *hidden])
    found.fields.extend((_id(bound), f"{bound.label}{number}") for bound in _wrong(form))


def _wrong(form: BaseForm) -> Iterator[BoundField]:
    return (bound for bound in form.visible_fields() if bound.errors)


def _id(bound: BoundField) -> str:
    return str(bound.id_for_label or bound.auto_id)
