"""Short names for the column types that properties use again and again."""

from decimal import Decimal
from typing import Any, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django_stubs_ext import StrPromise

from base.ui.money import MoneyField

Label = str | StrPromise
Amount: TypeAlias = "models.DecimalField[Decimal | None, Decimal | None]"
NOT_NEGATIVE = MinValueValidator(0)


def text(label: Label, length: int, **options: Any) -> models.CharField[str, str]:
    """A line of text; "" where nothing is known."""
    return models.CharField(label, max_length=length, blank=True, default="", **options)


def words(label: Label) -> models.TextField[str, str]:
    """Text of any length; "" where nothing is known."""
    return models.TextField(label, blank=True, default="")


def choice(label: Label, choices: type[models.TextChoices]) -> models.CharField[str, str]:
    """A code; "" where it is unknown."""
    return models.CharField(label, max_length=30, choices=choices, blank=True, default="")


def codes(label: Label, choices: type[models.TextChoices]) -> ArrayField[list[str], list[str]]:
    """Several codes of one list."""
    return ArrayField(
        models.CharField(max_length=30, choices=choices),
        verbose_name=label,
        default=list,
        blank=True,
    )


def money(label: Label) -> Amount:
    """An amount in the property's currency; None where it is unknown."""
    return _decimal(label, 14, 2, MoneyField)


def area(label: Label) -> Amount:
    """Square metres; None where they are unknown."""
    return _decimal(label, 12, 2)


def quantity(label: Label) -> Amount:
    """A number such as rooms, halves included; None where it is unknown."""
    return _decimal(label, 7, 2)


def _decimal(
    label: Label, digits: int, places: int, kind: type[Amount] = models.DecimalField
) -> Amount:
    return kind(
        label,
        max_digits=digits,
        decimal_places=places,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
