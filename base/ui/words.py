"""Puts a stored value into words: the one place for history, merging, conflicts and imports.

Values come as Python has them or as JSON holds them in the record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from babel import Locale
from django.db.models import Field, ForeignKey, Model
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.encryption import EncryptedTextField
from base.masking import masked
from base.registry import Registry
from base.ui.formats import area, day, exact_moment, money, quantity
from base.ui.money import MoneyField

Names = Mapping[type[Model], Mapping[Any, str]]
EMPTY: tuple[Any, ...] = (None, "", [], {}, ())
# Columns that hold an ISO code, and which of a locale's lists has its name.
_CODES = {"country": "territories", "nationality": "territories", "language": "languages"}
# As isoformat() writes them, and nothing that merely looks like a number.
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\S*)?")
_AREA = "_area"
_YEAR = "year"
_own_words: Registry[Callable[[str], str]] = Registry("field_words", "words of")


def register_words(model: str, field: str, words: Callable[[str], str]) -> None:
    """Says how the codes of a field read that has no choices; `model` as in `contacts.Contact`."""
    _own_words.add((model.lower(), field), words)


def in_words(field: Any, value: Any, names: Names | None = None, currency: str = "") -> str:
    """The value of a model's field as people read it; "" for none.

    `names` has what is behind foreign keys; without it a stored key costs a query. An amount is in
    `currency`. A secret shows its end alone.
    """
    if value in EMPTY:
        return ""
    if isinstance(field, MoneyField):
        return money(value, currency).rstrip()
    if isinstance(field, EncryptedTextField):
        return masked(str(value))
    if isinstance(field, ForeignKey):
        return _name(field, value, names)
    if isinstance(value, list | tuple):
        parts = (_one(getattr(field, "base_field", field), part, field) for part in value)
        return ", ".join(filter(None, parts))
    return _one(field, value, field)


def country_name(code: str) -> str:
    """The name of a country in the reader's language; what is no ISO 3166 code stays."""
    return _named("territories", code)


def plain_words(value: Any) -> str:
    """A value that was kept without a field that says what it is: evidence in the record."""
    if isinstance(value, Mapping):
        return " · ".join(filter(None, map(plain_words, value.values())))
    if isinstance(value, list | tuple):
        return ", ".join(map(plain_words, value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nein")
    if isinstance(value, str) and (day_or_moment := _iso(value)):
        return day_or_moment
    return str(value)


def _iso(text: str) -> str:
    """The day or moment that an ISO text names; "" for any other text."""
    if not _ISO.fullmatch(text):
        return ""
    try:
        at = parse_datetime(text) if "T" in text else None
        on = None if at else parse_date(text)
    except ValueError:
        return ""
    return exact_moment(at) if at else day(on)


def _named(names: str, code: str) -> str:
    known = getattr(Locale((get_language() or "de")[:2]), names)
    return str(known.get(code, code))


def _name(field: Any, value: Any, names: Names | None) -> str:
    if isinstance(value, Model):
        return str(value)
    if names is not None:
        return names.get(field.related_model, {}).get(value) or _("nicht mehr vorhanden")
    found = field.related_model._base_manager.filter(pk=value).first()
    return str(found) if found else _("nicht mehr vorhanden")


def _one(field: Any, value: Any, holder: Any) -> str:
    """One value of `field`, which stands in `holder` where that is a list."""
    if field.flatchoices:
        known = {str(code): label for code, label in field.flatchoices}
        return str(known.get(str(value), value))
    own = _own_words.get((holder.model._meta.label_lower, holder.name))
    if own:
        return own(str(value))
    if field.name in _CODES:
        return _named(_CODES[field.name], str(value))
    return _plain(field, value)


def _plain(field: Field[Any, Any], value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_plain(field, part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(field, part) for part in value)
    if isinstance(value, bool):
        return _("Ja") if value else _("Nein")
    moment = _moment(field, value)
    if moment:
        return moment
    if isinstance(value, int | float | Decimal):
        return _number(field, value)
    return str(value)


def _moment(field: Field[Any, Any], value: Any) -> str:
    kind = field.get_internal_type()
    if kind == "DateTimeField" and isinstance(value, str):
        value = parse_datetime(value) or value
    elif kind == "DateField" and isinstance(value, str):
        value = parse_date(value) or value
    if isinstance(value, datetime):
        value = localtime(value) if is_aware(value) else value
        return f"{day(value)} {value:%H:%M}"
    if isinstance(value, date):
        return day(value)
    return f"{value:%H:%M}" if isinstance(value, time) else ""


def _number(field: Field[Any, Any], value: int | float | Decimal) -> str:
    if (field.name or "").startswith(_YEAR):
        return str(value)
    return area(value) if (field.name or "").endswith(_AREA) else quantity(value)
