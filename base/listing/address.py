"""Reads what an address or a form says about a list; anything in it may be wrong."""

from __future__ import annotations

from typing import Protocol

SIZES = (25, 50, 100, 200)
DEFAULT_SIZE = 50
# The digits of the largest number that a bigint holds, less one: no id comes near it.
_DIGITS = 18
_LONGEST_QUERY = 200


class Address(Protocol):
    """A QueryDict, as far as it matters here."""

    def get(self, name: str, default: str, /) -> str: ...


def read_id(text: str) -> int:
    """The id that `text` spells; 0, which no row has, for anything that cannot be one."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
    return int(text) if is_number else 0


def read_query(text: str) -> str:
    """What somebody searches for: without what no database takes, blanks as one, not too long."""
    return " ".join(text.replace("\x00", " ").split())[:_LONGEST_QUERY]


def read_size(text: str) -> int:
    """The page size asked for, if it is one that is offered."""
    return int(text) if text in map(str, SIZES) else DEFAULT_SIZE


def read_place(address: Address) -> dict[str, str]:
    """The cursors that say which page is meant, as `keyset` takes them."""
    return {name: address.get(name, "") for name in ("after", "before")}
