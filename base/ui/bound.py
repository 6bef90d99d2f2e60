"""What a form field needs around its widget: label, help, error, classes, keyboard.

Written by functions: a page of forms has up to a hundred fields, each of which costs a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.labels import Label
from base.ui.inputs import attributes, escaped

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


_STAR = '<span class="required" aria-hidden="true">*</span>'


def whole_field(
    field: BoundField, width: str | int, label: Label, extra: Mapping[str, Any]
) -> SafeString:
    """Label, widget, help and error; the ids are those that Django names in aria-describedby."""
    widget = render_widget(field, extra)
    if field.is_hidden:
        return widget
    errors, is_check = field.errors, isinstance(field.field.widget, forms.CheckboxInput)
    classes = (
        f"field span-{width}{' has-error' if errors else ''}{' field-check' if is_check else ''}"
    )
    if is_check:
        inner = f'<div class="check">{widget}{_label(field, label)}</div>'
    elif isinstance(field.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        inner = _group(field, label, widget)
    else:
        inner = f"{_label(field, label)}{widget}"
    parts = [f'<div class="{classes}">', inner, _help(field)]
    if errors:
        told = "".join(f"<p>{escaped(error)}</p>" for error in errors)
        parts.append(f'<div class="field-error" id="{field.auto_id}_error">{told}</div>')
    return mark_safe("".join([*parts, "</div>"]))  # noqa: S308 - every value was escaped


def _label(field: BoundField, label: Label) -> str:
    star = f" {_STAR}" if field.field.required else ""
    own = attributes({"for": field.id_for_label or False})
    return f"<label{own}>{escaped(label)}{star}</label>"


def _group(field: BoundField, label: Label, widget: SafeString) -> str:
    """A group of inputs, which needs a fieldset and a legend."""
    star = f' {_STAR}<span class="visually-hidden">{_("(Pflichtfeld)")}</span>'
    own = {"aria-describedby": field.aria_describedby or False, "id": f"{field.auto_id}_group"}
    legend = f"<legend>{escaped(label)}{star if field.field.required else ''}</legend>"
    return f"<fieldset{attributes(own)}>{legend}{widget}</fieldset>"


def _help(field: BoundField) -> str:
    """What explains the field; help texts are ours and may hold HTML."""
    if not field.help_text:
        return ""
    return f'<div class="field-help" id="{field.auto_id}_helptext">{field.help_text}</div>'


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
