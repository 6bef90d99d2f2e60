"""Input elements of the product; all of them work without JavaScript."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from base.labels import Label
from base.ui.inputs import attributes, escaped, input_element


class SuffixInput(forms.TextInput):
    """A text input with its unit behind it, such as € or m²."""

    def __init__(self, suffix: Label, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "num", **(attrs or {})})
        self.suffix = suffix

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        unit = format_html('<span class="suffix" aria-hidden="true">{}</span>', self.suffix)
        own = super().render(name, value, attrs, renderer)
        return format_html('<span class="input-suffix">{}{}</span>', own, unit)


class MoneyInput(SuffixInput):
    """An amount in euro."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__("€", attrs)


class DateInput(forms.TextInput):
    """A day as text, `TT.MM.JJJJ`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "TT.MM.JJJJ", "maxlength": 10, **(attrs or {})})


class _Chips(ChoiceWidget):
    """Choices as chips, each a label around its input."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        parts = []
        for group, options, _index in widget["optgroups"]:
            if group:
                parts.append(f'<span class="choice-group">{escaped(group)}</span>')
            parts += [_chip(option) for option in options]
        own = {"class": "choice-chips", "id": widget["attrs"].get("id") or False}
        return mark_safe(f"<div{attributes(own)}>{''.join(parts)}</div>")  # noqa: S308 - escaped


def _chip(option: dict[str, Any]) -> str:
    own = {"class": "choice-chip", "for": option["attrs"].get("id") or False}
    label = f"<span>{escaped(option['label'])}</span>"
    return f"<label{attributes(own)}>{input_element(option)}{label}</label>"


class ChipSelect(_Chips, forms.CheckboxSelectMultiple):
    """Several of a few choices, as chips that are checkboxes."""


class ChipRadio(_Chips, forms.RadioSelect):
    """One of a few choices, as chips that are radio buttons."""


class TagInput(forms.TextInput):
    """Words separated by commas; a script shows them as chips."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"data-tags": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, list | tuple):
            return ", ".join(str(part) for part in value)
        return None if value in (None, "") else str(value)
