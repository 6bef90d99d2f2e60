"""Tabs and side panels of a contact or property, registered by the apps.

So an upper app shows itself on a page of a lower one without being imported there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from django.db.models import QuerySet
from django.urls import reverse

from base.counting import count_all
from base.labels import Label
from base.registry import Registry

Rows = QuerySet[Any, Any]
Area = Literal["contact", "property"]


class Subject(Protocol):
    """What a tab is about: anything with a primary key."""

    @property
    def pk(self) -> Any: ...


@dataclass(frozen=True)
class Tab:
    """A page of its own about a subject; `url_name` takes the subject's `pk`.

    Tabs with the same `group` share one place in the first row and form the second row.
    `count` gives the rows to count for a subject; those of all tabs are counted in one query.
    `adds_to_group` adds the count to the one that the group shows in the first row.
    """

    area: Area
    group: Label
    label: Label
    url_name: str
    order: int
    count: Callable[[Any], Rows] | None = None
    adds_to_group: bool = False


@dataclass(frozen=True)
class TabLink:
    """A tab as one page shows it."""

    label: Label
    url: str
    count: int | None
    is_active: bool


@dataclass(frozen=True)
class TabRows:
    """The groups, and the tabs of the current group where there are several."""

    first: list[TabLink] = field(default_factory=list)
    second: list[TabLink] = field(default_factory=list)

    @property
    def title(self) -> Label:
        """The tab of the page, by the row that says it most exactly; "" outside all tabs."""
        return next((tab.label for tab in [*self.second, *self.first] if tab.is_active), "")


@dataclass(frozen=True)
class Panel:
    """A card at the side that loads itself after the page; `url_name` takes the subject's `pk`.

    Its view renders the fragment named like `PanelLink.target`, `panel-` and the URL name with
    a hyphen for the colon, and a page of its own without JavaScript.
    """

    area: Area
    title: Label
    url_name: str
    order: int


@dataclass(frozen=True)
class PanelLink:
    """A panel as one page shows it."""

    title: Label
    url: str
    target: str


_tabs: Registry[Tab] = Registry("tabs", "tab")
_panels: Registry[Panel] = Registry("tabs", "side panel")


def register_tab(tab: Tab) -> None:
    """Adds a tab. Raises ValueError when its address has one."""
    _tabs.add((tab.area, tab.url_name), tab)


def register_panel(panel: Panel) -> None:
    """Adds a panel. Raises ValueError when its address has one."""
    _panels.add((panel.area, panel.url_name), panel)


def tab_rows(area: Area, subject: Subject, current_url_name: str) -> TabRows:
    """Both rows of tabs for `subject`, the current page marked; counts what is shown only."""
    groups = _groups(area)
    current = next((g for g in groups if any(t.url_name == current_url_name for t in g)), [])
    shown = current if len(current) > 1 else []
    counts = _counts([*shown, *(tab for group in groups for tab in _counting(group))], subject)
    return TabRows(
        first=[_group_link(group, subject, counts, group is current) for group in groups],
        second=[_link(t, subject, counts, t.url_name == current_url_name) for t in shown],
    )


def panels(area: Area, subject: Subject, current_url_name: str) -> list[PanelLink]:
    """The side panels for `subject` in order; the page of a panel does not stand beside itself."""
    others = [p for p in _panels if p.area == area and p.url_name != current_url_name]
    chosen = sorted(others, key=lambda p: p.order)
    return [
        PanelLink(
            title=panel.title,
            url=reverse(panel.url_name, kwargs={"pk": subject.pk}),
            target="panel-" + panel.url_name.replace(":", "-"),
        )
        for panel in chosen
    ]


def _groups(area: Area) -> list[list[Tab]]:
    """The tabs of an area, grouped by label, in order of their first tab."""
    groups: dict[str, list[Tab]] = {}
    for tab in sorted((t for t in _tabs if t.area == area), key=lambda t: t.order):
        groups.setdefault(str(tab.group), []).append(tab)
    return list(groups.values())


def _counting(group: list[Tab]) -> list[Tab]:
    """The tabs whose counts make up what the group shows in the first row."""
    return group if len(group) == 1 else [tab for tab in group if tab.adds_to_group]


def _counts(tabs: Sequence[Tab], subject: Subject) -> Mapping[str, int]:
    """How many rows the tabs that count have, by address, in one query."""
    return count_all({tab.url_name: tab.count(subject) for tab in tabs if tab.count})


def _group_link(
    group: list[Tab], subject: Subject, counts: Mapping[str, int], is_active: bool
) -> TabLink:
    known = [counts[tab.url_name] for tab in _counting(group) if tab.url_name in counts]
    return TabLink(
        label=group[0].group,
        url=_url(group[0], subject),
        count=sum(known) if known else None,
        is_active=is_active,
    )


def _link(tab: Tab, subject: Subject, counts: Mapping[str, int], is_active: bool) -> TabLink:
    return TabLink(tab.label, _url(tab, subject), counts.get(tab.url_name), is_active)


def _url(tab: Tab, subject: Subject) -> str:
    return reverse(tab.url_name, kwargs={"pk": subject.pk})
