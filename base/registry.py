"""What apps add to each other at start: every registry of the product is one of these."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Things by key, in the order in which they were added; no key is given twice.

    `module` is the name of the module in which apps add theirs, found at start, and `holds` what
    one of them is, for whoever reads the error. A second thing under one key is always a mistake:
    which of the two counts would depend on the order of the apps.
    """

    def __init__(self, module: str, holds: str) -> None:
        self.module = module
        self.holds = holds
        self._known: dict[Hashable, T] = {}

    def add(self, key: Hashable, thing: T) -> None:
        """Makes `thing` known. Raises ValueError when its key is taken."""
        if key in self._known:
            raise ValueError(f"{self.holds} {key} is registered twice")
        self._known[key] = thing

    def get(self, key: Hashable) -> T | None:
        """The thing of this key, or None."""
        return self._known.get(key)

    def __getitem__(self, key: Hashable) -> T:
        """The thing of this key. Raises LookupError for an unknown one."""
        try:
            return self._known[key]
        except KeyError:
            raise LookupError(f"{self.holds} {key} is not registered") from None

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[T]:
        return iter(self._known.values())
