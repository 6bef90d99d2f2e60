"""Consumer or business: on *Persönliches* and *Firma* the same column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from base.ui.widgets import ChipRadio


def business_field() -> forms.TypedChoiceField:
    """Whether somebody deals as a business (KSchG § 1, BGB §§ 13 f.); a consumer unless told so.

    The rules for distance contracts and the written overview of costs protect consumers alone,
    so an unanswered question counts as one.
    """
    return forms.TypedChoiceField(
        label=_("Handelt als"),
        choices=[("False", _("Verbraucher")), ("True", _("Unternehmer"))],
        coerce=_is_true,
        empty_value=False,  # type: ignore[arg-type]
        required=False,
        widget=ChipRadio,
    )


def _is_true(value: Any) -> bool:
    return str(value) == "True"
