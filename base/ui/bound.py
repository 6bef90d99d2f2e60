"""What a form field needs around its widget: classes, keyboard, descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

_PLAIN = (
    forms.CheckboxSelectMultiple,
    forms.RadioSelect,
    forms.MultiWidget,
    forms.HiddenInput,
)
# Purposes of input for forms in which people enter data about themselves (WCAG 1.3.5).
_OWN_DATA = {
    "given_name": "given-name",
    "family_name": "family-name",
    "name": "name",
    "company": "organization",
    "email": "email",
    "phone": "tel",
    "street": "address-line1",
    "postal_code": "postal-code",
    "place": "address-level2",
    "country": "country",
    "birth_date": "bday",
}


def is_group(field: BoundField) -> bool:
    """Whether the field is a group of inputs, which needs a fieldset and a legend."""
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)


def is_check(field: BoundField) -> bool:
    """Whether the field is one checkbox, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


def render_widget(field: BoundField, extra: Mapping[str, Any] | None = None) -> SafeString:
    """The widget with our classes and with what tells browsers how to help."""
    attrs: dict[str, Any] = {**_hints(field), **(extra or {})}
    own = str(field.field.widget.attrs.get("class", ""))
    classes = f"{_widget_class(field.field.widget)} {own} {attrs.pop('class', '')}".split()
    if classes:
        attrs["class"] = " ".join(dict.fromkeys(classes))
    return field.as_widget(attrs=attrs)


def _widget_class(widget: forms.Widget) -> str:
    if isinstance(widget, _PLAIN):
        return ""
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _hints(field: BoundField) -> dict[str, str]:
    """`autocomplete` and `inputmode`, where the widget does not say them itself."""
    widget = field.field.widget
    hints: dict[str, str] = {}
    if "autocomplete" not in widget.attrs and isinstance(widget, forms.TextInput | forms.Textarea):
        is_own = getattr(field.form, "is_own_data", False)
        hints["autocomplete"] = _OWN_DATA.get(field.name, "on") if is_own else "off"
    if "inputmode" not in widget.attrs and (mode := _inputmode(field.field)):
        hints["inputmode"] = mode
    if isinstance(widget, forms.Select) and field.field.required and not _is_told(field):
        hints["aria-required"] = "true"
    return hints


def _is_told(field: BoundField) -> bool:
    """Whether `required` stands at the input: not where Django sees a choice made already."""
    widget = field.field.widget
    return bool(field.form.use_required_attribute and widget.use_required_attribute(field.initial))


def _inputmode(field: forms.Field) -> str:
    if isinstance(field.widget, forms.Select | forms.CheckboxInput) or not isinstance(
        field.widget, forms.TextInput
    ):
        return ""
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return "decimal"
    if isinstance(field, forms.IntegerField):
        return "numeric"
    if isinstance(field, forms.EmailField):
        return "email"
    return "url" if isinstance(field, forms.URLField) else ""
