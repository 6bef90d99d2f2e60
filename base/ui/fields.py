"""Form fields that read what people here write: `14.03.1981`, `1.234,56 €`, `Kauf, Altbau`."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.labels import Label
from base.ui.formats import day, quantity
from base.ui.numbers import read_number
from base.ui.widgets import DateInput, MoneyInput, SuffixInput, TagInput

_GERMAN_DAY = re.compile(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEARS_AHEAD = 20  # a two-digit year further ahead than this belongs to the last century


class GermanDateField(forms.DateField):
    """A day as `TT.MM.JJJJ`, `T.M.JJ` or ISO `JJJJ-MM-TT`; says what is wrong with any other."""

    widget = DateInput
    default_error_messages = {
        "invalid": _("Bitte als TT.MM.JJJJ eingeben, zum Beispiel 14.03.1981."),
        "no_such_day": _("Diesen Tag gibt es nicht: %(value)s."),
    }

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        return self._parsed(str(value).strip())

    def prepare_value(self, value: Any) -> Any:
        return day(value) if isinstance(value, datetime.date) else value

    def _parsed(self, text: str) -> datetime.date:
        year, month, number = self._parts(text)
        try:
            return datetime.date(year, month, number)
        except ValueError as error:
            message = self.error_messages["no_such_day"]
            raise ValidationError(message, code="no_such_day", params={"value": text}) from error

    def _parts(self, text: str) -> tuple[int, int, int]:
        if match := _ISO_DAY.fullmatch(text):
            return int(match[1]), int(match[2]), int(match[3])
        if match := _GERMAN_DAY.fullmatch(text):
            return _full_year(match[3]), int(match[2]), int(match[1])
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    return year if year <= timezone.localdate().year + _YEARS_AHEAD else year - 100


class GermanDecimalField(forms.DecimalField):
    """A number as `1.234,56`, on English pages as `1,234.56` (`base.ui.numbers`).

    `suffix` is the unit shown behind the input; typed units (€, m², %) are ignored. `grouped` is
    False where nobody separates thousands.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Bitte eine Zahl eingeben, zum Beispiel 1.234,56."),
    }

    def __init__(self, *, suffix: Label = "", grouped: bool = True, **kwargs: Any) -> None:
        if suffix:
            kwargs.setdefault("widget", SuffixInput(suffix))
        super().__init__(**kwargs)
        self.grouped = grouped

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            value = self._read(value)
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return quantity(value) if isinstance(value, Decimal | int | float) else value

    def _read(self, text: str) -> Decimal:
        try:
            return read_number(text, grouped=self.grouped)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class WholeNumberField(forms.IntegerField):
    """A whole number in the notation of the page; what cannot be read stays as it was typed."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Bitte eine ganze Zahl eingeben.")}

    def __init__(self, *, grouped: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.grouped = grouped

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        try:
            number = read_number(str(value), grouped=self.grouped)
            if number != number.to_integral_value():
                raise ValueError(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        return int(number)


class MoneyField(GermanDecimalField):
    """An amount in euro with at most two decimals, not negative unless told otherwise."""

    widget = MoneyInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "min_value": 0, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal | int | float):
            return quantity(value, places=2 if Decimal(value) % 1 else 0)
        return value


class TagField(forms.CharField):
    """Words separated by commas or lines, as a list without doubles (capitals do not matter)."""

    widget = TagInput
    default_error_messages = {
        "too_long": _("»%(value)s« ist zu lang: höchstens %(limit)s Zeichen."),
    }

    def __init__(self, *, max_tag_length: int = 60, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_tag_length = max_tag_length

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        parts = value if isinstance(value, list | tuple) else re.split(r"[,;\n]", value or "")
        tags: dict[str, str] = {}
        for part in parts:
            if word := " ".join(str(part).split()):
                tags.setdefault(word.casefold(), word)
        return list(tags.values())

    def validate(self, value: Any) -> None:
        super().validate(value)
        for word in value:
            if len(word) > self.max_tag_length:
                params = {"value": word, "limit": self.max_tag_length}
                raise ValidationError(self.error_messages["too_long"], "too_long", params)

    def run_validators(self, value: Any) -> None:
        """A list has no length that CharField could check."""
