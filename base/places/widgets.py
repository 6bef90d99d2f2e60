"""Inputs of an address that help each other: the postal code fills what its place is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

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


class QuarterInput(forms.TextInput):
    """A part of the place, with those of the postal code as a list, empty at first."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        listed = f"{(attrs or {}).get('id', name)}_list"
        own = super().render(name, value, {**(attrs or {}), "list": listed}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', own, listed)


class PlaceInput(QuarterInput):
    """The place, with what the postal code offers as a list and below it."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        answer = '{}<div class="place-answer" data-place-answer aria-live="polite"></div>'
        return format_html(answer, super().render(name, value, attrs, renderer))


class AreaInput(TagInput):
    """Words for areas and places, separated by commas, with suggestions while one is typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        asks = {
            "data-suggest": "",
            "hx-get": reverse_lazy("places:suggest"),
            "hx-trigger": "input changed delay:150ms",
            "hx-target": "next [data-suggestions]",
            "hx-sync": "this:replace",
        }
        super().__init__({**asks, **(attrs or {})})

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        return format_html(
            '{}<div class="suggestions"><div data-suggestions aria-label="{}"></div>'
            '<p class="field-help warn-text" id="{}_unknown" data-suggest-note hidden></p></div>',
            super().render(name, value, attrs, renderer),
            _("Vorschläge"),
            (attrs or {}).get("id", ""),
        )
