"""A click anywhere in a row opens it; what has a purpose of its own keeps it."""

import re

import pytest
from playwright.sync_api import expect

from contacts.models import Contact
from tests.ui.conftest import open_page  # noqa: F401


@pytest.fixture
def row(open_page, person):  # noqa: F811
    Contact.objects.create(
        agency=person.agency, family_name="Huber", primary_place="Graz", sort_key="huber"
    )
    page = open_page("/kontakte/", person)
    return page, page.locator("main tbody tr").first


def test_a_click_beside_the_name_opens_the_contact(row):
    page, first = row
    first.locator("td").last.click()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))


def test_ticking_a_row_does_not_open_it(row):
    page, first = row
    first.locator("[name=id]").check()
    expect(first.locator("[name=id]")).to_be_checked()
    assert page.url.endswith("/kontakte/")


def test_marked_text_is_not_lost(row):
    page, first = row
    box = first.get_by_text("Graz").evaluate(
        "cell => { const r = document.createRange(); r.selectNodeContents(cell);"
        " return r.getBoundingClientRect().toJSON(); }"
    )
    page.mouse.move(box["left"] - 2, box["top"] + 6)
    page.mouse.down()
    page.mouse.move(box["right"] + 2, box["top"] + 6, steps=4)
    page.mouse.up()
    page.wait_for_timeout(200)
    assert page.url.endswith("/kontakte/")
    assert page.evaluate("String(getSelection())").strip() == "Graz"


def test_another_tab_with_the_key_for_it(row):
    page, first = row
    with page.context.expect_page() as opened:
        first.locator("td").last.click(modifiers=["Control"])
    assert re.search(r"/kontakte/\d+/$", opened.value.url)
    assert page.url.endswith("/kontakte/")
