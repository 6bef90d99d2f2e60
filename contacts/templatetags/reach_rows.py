"""Rows of phones, e-mail and postal addresses in a form, written by functions.

*Persönliches* has a dozen of them: with a template for each they were a tenth of its time.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.ui.bound import whole_field
from base.ui.inputs import attributes, escaped
from base.ui.templatetags.ui import icon

register = template.Library()

# The number of the row that scripts copy for a new one.
_NEW = "__prefix__"
# The fields of an address with their widths.
_ADDRESS = {
    "street": 6,
    "house_number": 2,
    "staircase": 1,
    "floor": 1,
    "door": 2,
    "postal_code": 2,
    "place": 4,
    "region": 3,
    "country": 3,
    "extra": 12,
}


@register.simple_tag
def phone_row(form: Any, rows: Any, number: int | str) -> SafeString:
    """The row `number` of the set `rows`: a telephone number, its kind, and a note."""
    field, note = form["number"], form["note"]
    is_odd = form.is_odd
    hint = {"class": "form-control reach-note", "type": "text"}
    hint |= _value(note) | {"maxlength": 100, "autocomplete": "off"}
    hint["placeholder"] = _("Hinweis, z. B. ab 18 Uhr")
    parts = (
        _top(form, rows, str(number), _label(field), _("Zeile entfernen")),
        _reach_input(
            field, "form-control num-left", "tel", 50, is_told=bool(field.errors) or is_odd
        ),
        _what_is_odd(form, field, is_odd=is_odd),
        _label(note, hidden=True),
        f"<input{attributes(hint)}>",
    )
    return _row("reach-row", form, number, parts)


@register.simple_tag
def email_row(form: Any, rows: Any, number: int | str) -> SafeString:
    """The row `number` of the set `rows`: an e-mail address and its kind."""
    field = form["address"]
    parts = (
        _top(form, rows, str(number), _label(field), _("Zeile entfernen")),
        _reach_input(field, "form-control reach-email", "email", 254, is_told=bool(field.errors)),
        _errors(form, field),
    )
    return _row("reach-row", form, number, parts)


@register.simple_tag
def address_row(form: Any, rows: Any, number: int | str) -> SafeString:
    """The row `number` of the set `rows`: a postal address and its kind."""
    fields = [
        whole_field(
            form[name], width, form[name].label, {"data-focus": "true"} if name == "street" else {}
        )
        for name, width in _ADDRESS.items()
    ]
    parts = (
        _top(form, rows, str(number), "", _("Adresse entfernen")),
        f'<div class="grid-form">{"".join(fields)}</div>',
    )
    return _row("address-row", form, number, parts)


def _row(css: str, form: Any, number: int | str, parts: tuple[str, ...]) -> SafeString:
    is_spare = not form.is_stored and str(number) not in ("0", _NEW)
    classes = f"{css} is-spare" if is_spare else css
    inner = f"{form['id']}{''.join(parts)}"
    return mark_safe(  # noqa: S308 - every value was escaped
        f'<div class="{classes}" data-formset-row>{inner}</div>'
    )


def _top(form: Any, rows: Any, number: str, label: str, removing: str) -> str:
    """What stands above the fields: the kind, whether the row is the primary one, removing."""
    kind, removed = form["kind"], _("Entfernen")
    primary = _primary(rows, number) if rows.has_primary else ""
    return (
        f'<div class="reach-top">{label}{_label(kind, hidden=True)}{kind}{primary}'
        f'<label class="row-delete">{form["DELETE"]} {removed}</label>'
        '<button type="button" class="btn-icon" data-formset-remove hidden>'
        f"{icon('x', 15, removing)}</button></div>"
    )


def _primary(rows: Any, number: str) -> str:
    own = {"type": "radio", "name": rows.primary_name, "value": number}
    radio, text = attributes({**own, "checked": rows.primary == number}), _("bevorzugt")
    return f'<label class="reach-primary"><input{radio}><span>{text}</span></label>'


def _label(field: BoundField, *, hidden: bool = False) -> str:
    own = {"class": "visually-hidden" if hidden else False, "for": field.id_for_label}
    return f"<label{attributes(own)}>{escaped(field.label)}</label>"


def _value(field: BoundField) -> dict[str, Any]:
    value = field.value()
    return {
        "name": field.html_name,
        "id": field.id_for_label,
        "value": "" if value is None else value,
    }


def _reach_input(field: BoundField, css: str, mode: str, longest: int, *, is_told: bool) -> str:
    """The input of a number or an address; `is_told` where something below explains it."""
    own: dict[str, Any] = {"class": css, "type": "text", "inputmode": mode, **_value(field)}
    own |= {"maxlength": longest, "autocomplete": "off", "data-focus": True}
    own["aria-invalid"] = "true" if field.errors else False
    own["aria-describedby"] = f"{field.id_for_label}_note" if is_told else False
    return f"<input{attributes(own)}>"


def _errors(form: Any, field: BoundField, more: str = "") -> str:
    if not form.errors:
        return ""
    told = "".join(f"<p>{escaped(one)}</p>" for found in form.errors.values() for one in found)
    return f'<div class="field-error" id="{field.id_for_label}_note">{told}{more}</div>'


def _what_is_odd(form: Any, field: BoundField, *, is_odd: bool) -> str:
    """What is wrong with a number, and the box by which it is kept all the same."""
    if form.errors:
        return _errors(form, field, _keep(field, checked=False) if form.odd else "")
    if form.odd:
        return _keep(field, checked=True)
    if not is_odd:
        return ""
    told = _("Keine gültige Telefonnummer – so gespeichert.")
    return f'<div class="field-help warn-text" id="{field.id_for_label}_note">{told}</div>'


def _keep(field: BoundField, *, checked: bool) -> str:
    own = {"class": "form-check-input", "type": "checkbox", "name": f"keep_{field.html_name}"}
    box, text = attributes({**own, "value": "1", "checked": checked}), _("trotzdem so speichern")
    return f'<label class="keep-row"><input{box}>{text}</label>'
