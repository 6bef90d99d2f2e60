"""Columns that hold an amount of money, so that `base.ui.words` writes it with its sign."""

from decimal import Decimal
from typing import Any

from django.db import models


class MoneyField(models.DecimalField[Decimal | None, Decimal | None]):
    """An amount in the currency that its row names in the column `currency`."""

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """For the database it is a number like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


def currency_of(row: Any) -> str:
    """The currency of a row's amounts; "" where it has none."""
    return str(getattr(row, "currency", ""))
