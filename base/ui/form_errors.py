"""Errors of forms: brought back from a service, and listed above the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField

from base.errors import DomainError


def add_to_form(form: BaseForm, error: DomainError) -> None:
    """Puts each message beside its field, the general one above the form."""
    if not error.fields:
        form.add_error(None, str(error.message))
    for name, message in error.fields.items():
        form.add_error(name if name in form.fields else None, str(message))


@dataclass(frozen=True)
class FormErrors:
    """Messages about a whole form, and the fields that need a look: their ids and labels."""

    general: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.general or self.fields)


def errors_of(given: Iterable[BaseForm | BaseFormSet[BaseForm]]) -> FormErrors:
    """What is wrong with forms and sets of forms; rows of a set are numbered from the second on."""
    found = FormErrors()
    for one in given:
        if isinstance(one, BaseFormSet):
            if one.is_bound:
                found.general.extend(str(error) for error in one.non_form_errors())
            for number, form in enumerate(one.forms, start=1):
                _add(found, form, f" {number}" if number > 1 else "")
        else:
            _add(found, one)
    return found


def _add(found: FormErrors, form: BaseForm, number: str = "") -> None:
    if not form.is_bound:
        return
    hidden = (str(error) for bound in form.hidden_fields() for error in bound.errors)
    found.general.extend([*map(str, form.non_field_errors()), *hidden])
    found.fields.extend((_id(bound), f"{bound.label}{number}") for bound in _wrong(form))


def _wrong(form: BaseForm) -> Iterator[BoundField]:
    return (bound for bound in form.visible_fields() if bound.errors)


def _id(bound: BoundField) -> str:
    return str(bound.id_for_label or bound.auto_id)
