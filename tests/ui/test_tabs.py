from dataclasses import dataclass

import pytest

from base.accounts.models import Agency
from base.registry import Registry
from base.ui import tabs
from base.ui.tabs import Panel, Tab, panels, register_panel, register_tab, tab_rows


@dataclass
class Thing:
    pk: int = 7


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(tabs, "_tabs", Registry("tabs", "tab"))
    monkeypatch.setattr(tabs, "_panels", Registry("tabs", "side panel"))
    # Any address with a `pk` will do.
    monkeypatch.setattr(tabs, "reverse", lambda name, kwargs: f"/{name}/{kwargs['pk']}/")


def several(number):
    """As many rows as `number` says."""
    return lambda subject: Agency.objects.filter(pk__in=Agency.objects.values("pk")[:number])


@pytest.fixture(autouse=True)
def agencies(db):
    Agency.objects.bulk_create(
        Agency(name=f"Büro {n}", slug=f"buero-{n}", sender_address=f"{n}@x.at") for n in range(4)
    )


def register_three():
    register_tab(Tab("contact", "Kontakt", "Dateien", "files", 20, several(4)))
    register_tab(Tab("contact", "Kontakt", "Persönliches", "person", 10))
    register_tab(Tab("contact", "Freigaben", "Links", "links", 30, several(2)))


def test_groups_form_the_first_row_and_share_the_second():
    register_three()
    rows = tab_rows("contact", Thing(), "files")
    assert [(t.label, t.url, t.count, t.is_active) for t in rows.first] == [
        ("Kontakt", "/person/7/", None, True),
        ("Freigaben", "/links/7/", 2, False),
    ]
    assert [(t.label, t.count, t.is_active) for t in rows.second] == [
        ("Persönliches", None, False),
        ("Dateien", 4, True),
    ]


def test_a_group_of_one_has_no_second_row():
    register_three()
    assert tab_rows("contact", Thing(), "links").second == []


def test_nothing_is_counted_that_is_not_shown():
    def fail(subject):
        raise AssertionError

    register_tab(Tab("contact", "A", "Eins", "one", 1, fail))
    register_tab(Tab("contact", "A", "Zwei", "two", 2, fail))
    register_tab(Tab("contact", "B", "Drei", "three", 3))
    assert len(tab_rows("contact", Thing(), "three").first) == 2


def test_all_counts_cost_one_query(django_assert_num_queries):
    register_three()
    with django_assert_num_queries(1):
        tab_rows("contact", Thing(), "files")


def test_nothing_to_count_is_zero():
    register_tab(Tab("contact", "A", "Eins", "one", 1, lambda subject: Agency.objects.none()))
    register_tab(Tab("contact", "B", "Zwei", "two", 2, several(0)))
    register_tab(Tab("contact", "C", "Drei", "three", 3, several(3)))
    assert [tab.count for tab in tab_rows("contact", Thing(), "three").first] == [0, 0, 3]


def test_areas_stay_apart():
    register_three()
    register_panel(Panel("property", "Interessenten", "properties:interest", 1))
    assert tab_rows("property", Thing(), "person").first == []
    assert panels("contact", Thing(), "") == []
    assert panels("property", Thing(), "")[0].target == "panel-properties-interest"


def test_a_panel_does_not_stand_beside_its_own_page():
    register_panel(Panel("property", "Interessenten", "properties:interest", 1))
    assert panels("property", Thing(), "properties:interest") == []
