"""Input elements of the product; all of them work without JavaScript."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise


class SuffixInput(forms.TextInput):
    """A text input with its unit behind it, such as € or m²."""

    template_name = "ui/widgets/suffix.html"

    def __init__(self, suffix: str | Promise, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "num", **(attrs or {})})
        self.suffix = suffix

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "suffix": self.suffix}


class MoneyInput(SuffixInput):
    """An amount in euro."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__("€", attrs)


class DateInput(forms.TextInput):
    """A day as text, `TT.MM.JJJJ`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "TT.MM.JJJJ", "maxlength": 10, **(attrs or {})})


class ChipSelect(forms.CheckboxSelectMultiple):
    """Several of a few choices, as chips that are checkboxes."""

    template_name = "ui/widgets/chips.html"


class ChipRadio(forms.RadioSelect):
    """One of a few choices, as chips that are radio buttons."""

    template_name = "ui/widgets/chips.html"


class TagInput(forms.TextInput):
    """Words separated by commas; a script shows them as chips."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-tags": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value)
        return None if value in (None, "") else str(value)
