"""The entries of the left navigation, registered by the apps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from base.labels import Label
from base.registry import Registry


@dataclass(frozen=True)
class NavItem:
    """One entry; `prefix` is the path under which it counts as the current one.

    `count` may give the number shown behind the label; it runs with every page, so it has to be
    one cheap query. `shortcut` is the key after `g`; empty means the first letter of the prefix.
    """

    label: Label
    url_name: str
    icon: str
    order: int
    prefix: str
    count: Callable[[HttpRequest], int | None] | None = None
    shortcut: str = ""

    @property
    def key(self) -> str:
        """The key that opens this entry after `g`."""
        return self.shortcut or self.prefix.strip("/")[:1]


@dataclass(frozen=True)
class NavEntry:
    """An entry as one page shows it."""

    label: Label
    url: str
    icon: str
    key: str
    count: int | None
    is_active: bool


_items: Registry[NavItem] = Registry("navigation", "entry of the navigation")


def register_nav(item: NavItem) -> None:
    """Adds an entry. Raises ValueError when its address has one."""
    _items.add(item.url_name, item)


def nav_entries(request: HttpRequest) -> list[NavEntry]:
    """The entries in order, with the one that the page belongs to marked."""
    items = sorted(_items, key=lambda item: item.order)
    active = _active(items, request.path)
    return [
        NavEntry(
            label=item.label,
            url=url,
            icon=item.icon,
            key=item.key,
            count=item.count(request) if item.count else None,
            is_active=item is active,
        )
        for item in items
        if (url := _address(item)) is not None
    ]


def _address(item: NavItem) -> str | None:
    """The address; None for pages that this installation does not offer."""
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return None


def _active(items: list[NavItem], path: str) -> NavItem | None:
    """The item with the longest prefix of `path`; the start page only matches itself."""
    matching = [
        item
        for item in items
        if path == item.prefix or (item.prefix != "/" and path.startswith(item.prefix))
    ]
    return max(matching, key=lambda item: len(item.prefix), default=None)


register_nav(NavItem(_("Übersicht"), "dashboard", "layout-dashboard", 0, "/", shortcut="u"))
