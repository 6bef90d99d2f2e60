"""Registry of what can lie in a bin; apps register their kinds in a module `bin_kinds`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from audit.bin.rules import HangingRule
from base.accounts.models import User
from base.labels import Label
from base.registry import Registry


@dataclass(frozen=True)
class Words:
    """What the pages say. `days` in `lies` and `empty`, `name` in the last three is filled in."""

    stock: Label
    to_stock: Label
    delete: Label
    deleted_ones: Label
    hangs: Label
    nothing_hangs: Label
    stays: Label
    lies: Label
    empty: Label
    deleted: Label
    restored: Label
    erased: Label


@dataclass(frozen=True)
class Addresses:
    """Names of the URLs; `erase`, `restore` and `delete` take the row's id."""

    stock: str
    bin: str
    delete: str
    restore: str
    erase: str


@dataclass(frozen=True)
class Shown:
    """A row as the bin lists it; `initials` of a person, `icon` for anything else."""

    name: str
    place: str
    initials: str = ""
    icon: str | None = None


@dataclass(frozen=True)
class BinKind:
    """`get` is line one of a view: the present row that the person may see, or 404.

    `rules` are asked for when they are needed, for upper apps add theirs.
    """

    code: str
    words: Words
    addresses: Addresses
    get: Callable[[HttpRequest, int], Any]
    in_bin: Callable[[User], QuerySet[Any]]
    rules: Callable[[], Sequence[HangingRule]]
    shown: Callable[[Any], Shown]
    delete: Callable[[Any], object]
    restore: Callable[[Any], None]
    erase: Callable[[Any], None]

    @property
    def app(self) -> str:
        """The app whose actions these are."""
        return self.addresses.stock.partition(":")[0]


_kinds: Registry[BinKind] = Registry("bin_kinds", "kind of bin")


def register_bin(kind: BinKind) -> None:
    """Makes a kind known. Raises ValueError when its code is taken."""
    _kinds.add(kind.code, kind)


def bin_kind(code: str) -> BinKind:
    """The registered kind; raises LookupError for an unknown code."""
    return _kinds[code]
