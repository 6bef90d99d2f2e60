"""The HTML of inputs, written by functions: what Django's templates write, at a tenth of the cost.

A page with addresses has a hundred inputs; with a template or three for each of them they were
half of its time.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# What Django hands to the template of a widget.
WidgetContext = Mapping[str, Any]


def writer(template_name: str) -> Callable[[WidgetContext], SafeString] | None:
    """The function that writes what Django's template would; None where there is none."""
    return _WRITERS.get(template_name)


def escaped(value: object) -> str:
    """`value` as HTML; what is HTML already stays. Django's own, without asking for lazy texts."""
    text = str(value)
    return text if hasattr(text, "__html__") else html.escape(text)


def attributes(attrs: Mapping[str, Any]) -> str:
    """Attributes with a blank before each; True stands for the name alone, False for nothing."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def input_element(widget: WidgetContext) -> SafeString:
    """An `<input>` of any type."""
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    begin = f'<input type="{widget["type"]}" name="{escaped(widget["name"])}"'
    return _safe(f"{begin}{value}{attributes(widget['attrs'])}>")


def select_element(name: str, attrs: Mapping[str, Any], options: str) -> SafeString:
    """A `<select>` around `options`, which are HTML already."""
    return _safe(f'<select name="{escaped(name)}"{attributes(attrs)}>\n{options}\n</select>')


def options_of(groups: Iterable[tuple[Any, Iterable[WidgetContext], Any]]) -> str:
    """The options of a select, each in a line, those of a group inside of it."""
    parts: list[str] = []
    for group, members, _index in groups:
        written = [_option(one) for one in members]
        if group:
            written = [f'<optgroup label="{escaped(group)}">', *written, "</optgroup>"]
        parts += written
    return "\n".join(parts)


def _option(option: WidgetContext) -> str:
    begin = f'<option value="{escaped(option["value"])}"{attributes(option["attrs"])}>'
    return f"{begin}{escaped(option['label'])}</option>"


def _select(widget: WidgetContext) -> SafeString:
    return select_element(widget["name"], widget["attrs"], options_of(widget["optgroups"]))


def _textarea(widget: WidgetContext) -> SafeString:
    begin = f'<textarea name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>'
    return _safe(f"{begin}\n{escaped(widget['value'] or '')}</textarea>")


def _safe(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - every value was escaped


_INPUTS = (
    *("checkbox", "date", "datetime", "email", "file", "hidden", "input", "number", "password"),
    *("search", "tel", "text", "time", "url"),
)
_WRITERS: dict[str, Callable[[WidgetContext], SafeString]] = {
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
    **{f"django/forms/widgets/{name}.html": input_element for name in _INPUTS},
}
