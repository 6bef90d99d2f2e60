"""Fields whose odd values are explained, and kept when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from contacts.fields.company_numbers import Odd


class KeepsKnowingly(forms.BaseForm):
    """Adds to a form the box »Trotzdem so speichern« where a value looks wrong."""

    odd: set[str]

    def check_knowingly(self, name: str, check: Callable[[str], str], stored: str = "") -> None:
        """Normalises field `name` by `check`, or explains; a stored value was kept already."""
        value = str(self.cleaned_data.get(name) or "")
        if not value or value == stored:
            return
        try:
            self.cleaned_data[name] = check(value)
        except Odd as error:
            self.odd.add(name)
            if not self.keeps(name):
                self.add_error(name, str(error))

    def keeps(self, name: str) -> bool:
        """Whether the person ticked the box beside field `name`."""
        return bool(self.data.get(self.box(name)))

    def box(self, name: str) -> str:
        """The name of the box beside field `name`."""
        return f"keep_{self.add_prefix(name)}"

    def odd_fields(self) -> list[Any]:
        """The fields that need the box."""
        return [self[name] for name in self.fields if name in self.odd]
