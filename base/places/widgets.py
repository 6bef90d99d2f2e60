"""Inputs of an address that help each other: the postal code fills what its place is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy

from base.ui.widgets import TagInput


class PostalCodeInput(forms.TextInput):
    """Asks what is known of the code and shows it below the place of the same form grid.

    Wants a `PlaceInput` after it in the same `.grid-form`; `static/js/places.js` fills what is
    empty. Without JavaScript `base.places.forms` fills when the form is sent.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        asks = {
            "hx-get": reverse_lazy("places:fill"),
            "hx-trigger": "change, places",
            "hx-include": "closest .grid-form",
            "hx-target": "next [data-place-answer]",
            "hx-swap": "innerHTML",
            # An answer to the code before is none any more.
            "hx-sync": "this:replace",
            "data-postal-code": "",
        }
        super().__init__({**asks, **(attrs or {})})


class _ListedInput(forms.TextInput):
    """A text input with a list of its own, empty at first."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["list"] = f"{own.get('id', name)}_list"
        return context


class PlaceInput(_ListedInput):
    """The place, with what the postal code offers as a list and below it."""

    template_name = "ui/widgets/place.html"


class QuarterInput(_ListedInput):
    """A part of the place, with those of the postal code as a list."""

    template_name = "ui/widgets/quarter.html"


class AreaInput(TagInput):
    """Words for areas and places, separated by commas, with suggestions while one is typed."""

    template_name = "ui/widgets/areas.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        asks = {
            "data-suggest": "",
            "hx-get": reverse_lazy("places:suggest"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": "next [data-suggestions]",
            "hx-sync": "this:replace",
        }
        super().__init__({**asks, **(attrs or {})})
