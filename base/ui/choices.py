"""Long lists to choose from that are the same for everybody: worked out once for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.choices import BaseChoiceIterator, normalize_choices
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from base.ui.inputs import escaped, options_of, select_element

Source = Callable[[], Iterable[Any]]
_LISTS, _LANGUAGES = 16, 4


class PerLanguage(BaseChoiceIterator):
    """The choices that `source` gives, which depend on nothing but the language."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def __iter__(self) -> Iterator[Any]:
        return iter(_choices(self.source, get_language()))

    def __deepcopy__(self, memo: object) -> PerLanguage:
        return self

    def options(self, value: object) -> str:
        """The choices as options of a select, the one of `value` selected."""
        chosen = f'<option value="{escaped("" if value is None else value)}"'
        written = _options(self.source, get_language())
        return written.replace(f"{chosen}>", f"{chosen} selected>", 1)


class LongSelect(forms.Select):
    """A select whose options are at hand as HTML; any other choices are written as usual."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        if not isinstance(self.choices, PerLanguage):
            return super().render(name, value, attrs, renderer)
        return select_element(
            name, self.build_attrs(self.attrs, attrs), self.choices.options(value)
        )


class LongChoiceField(forms.ChoiceField):
    """One of a long list; `choices` is a function of nothing but the language."""

    widget = LongSelect

    def __init__(self, *, choices: Source, **options: Any) -> None:
        super().__init__(choices=PerLanguage(choices), **options)


class AllAtOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """The few rows of a model in one round trip, without a cursor on the server.

    `field.iterator = AllAtOnce`, before its queryset is set.
    """

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.queryset)


@lru_cache(maxsize=_LISTS * _LANGUAGES)
def _choices(source: Source, language: str | None) -> list[Any]:
    """`language` is the one in which `source` is asked."""
    return list(normalize_choices(list(source())))


@lru_cache(maxsize=_LISTS * _LANGUAGES)
def _options(source: Source, language: str | None) -> str:
    select = forms.Select(choices=_choices(source, language))
    return options_of(select.optgroups("", []))
