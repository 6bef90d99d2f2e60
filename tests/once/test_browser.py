"""In Chromium: what is sent cannot be sent twice, what is not saved is not lost, Ctrl+S saves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Dialog, Page, expect

from contacts.models import Contact
from properties.models.orders import SearchOrder
from sharing.models import OutboxMail
from sharing.services import generate_link, save_link
from tests.sharing.conftest import flat, maria, register  # noqa: F401

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def open_page(browser, live_server, agent, transactional_db):
    """Opens an address as the agent; `questions` collects what the page asked before leaving."""
    contexts = []

    def opener(path: str, accepts: bool = True, **options) -> Page:
        client = Client()
        client.force_login(agent, backend=settings.AUTHENTICATION_BACKENDS[0])
        context = browser.new_context(locale="de-AT", base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        questions: list[str] = []

        def answer(dialog: Dialog) -> None:
            questions.append(dialog.type)
            dialog.accept() if accepts else dialog.dismiss()

        page.on("dialog", answer)
        page.questions = questions  # type: ignore[attr-defined]
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()


@contextmanager
def slow(table: str) -> Iterator[Callable[[], None]]:
    """Holds up whoever writes to `table`, as a slow line would; ends when told to."""
    values = connection.get_connection_params()
    for ours in ("cursor_factory", "context"):
        values.pop(ours, None)
    with psycopg.connect(**values) as other:
        other.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        yield other.commit


@pytest.fixture
def link(maria, flat, register, agent):  # noqa: F811
    made, _ = generate_link(
        contact=maria, property=flat, documents=[register.pk], files=[], user=agent
    )
    save_link(link=made, valid_until=timezone.now() + timezone.timedelta(days=9))
    return made


def double_click(page: Page, name: str, within: str = "dialog") -> None:
    button = page.locator(within).get_by_role("button", name=name)
    button.dblclick(no_wait_after=True)


def test_a_double_click_on_a_slow_line_sends_one_mail(open_page, maria, link):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/freigaben/")
    page.get_by_role("link", name="Senden").first.click()
    with slow("sharing_outboxmail") as go_on:
        double_click(page, "Senden")
        form = page.locator("dialog form")
        expect(form).to_have_attribute("aria-busy", "true")
        expect(form.get_by_role("button", name="Senden")).to_have_attribute("aria-disabled", "true")
        expect(page.locator(".progress-line [role=status]")).to_have_text("Wird geladen …")
        page.wait_for_timeout(300)
        go_on()
    expect(page.get_by_text("Die E-Mail ist unterwegs.")).to_be_visible()
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_double_click_makes_one_contact(open_page, script):
    page = open_page("/kontakte/neu/", java_script_enabled=script)
    page.locator("[name=given_name]").fill("Anna")
    with slow("contacts_contact") as go_on:
        double_click(page, "Speichern", ".page-actions")
        page.wait_for_timeout(500)
        go_on()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    assert Contact.objects.count() == 1


def test_a_double_click_makes_one_order(open_page, maria):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/suchauftraege/neu/")
    page.locator("[name=title]").fill("Doppelt")
    page.locator("[name=budget_max]").fill("300.000")
    with slow("properties_searchorder") as go_on:
        double_click(page, "Anlegen", "main")
        page.wait_for_timeout(300)
        go_on()
    page.wait_for_url("**/suchauftraege/*")
    assert SearchOrder.objects.count() == 1


def test_a_refused_form_can_be_pressed_again(open_page):
    page = open_page("/kontakte/neu/")
    page.locator("[name=family_name]").fill("Huber")
    page.locator("[name=birth_date]").fill("31.02.1970")
    save = page.locator(".page-actions").get_by_role("button", name="Speichern")
    save.click()
    expect(page.get_by_text("Diesen Tag gibt es nicht: 31.02.1970.")).to_be_visible()
    expect(save).not_to_have_attribute("aria-disabled", "true")
    page.locator("[name=birth_date]").fill("28.02.1970")
    save.click()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))


def test_a_changed_form_is_marked_and_asked_about(open_page, maria):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/", accepts=False)
    mark = page.locator(".page-actions").get_by_text("Nicht gespeichert")
    expect(mark).to_have_count(0)
    place = page.locator("[name=birth_place]")
    place.fill("Weiz")
    expect(mark).to_be_visible()
    page.get_by_role("link", name="Firma", exact=True).click()
    page.wait_for_timeout(300)
    assert page.questions == ["beforeunload"]
    expect(place).to_have_value("Weiz")
    place.fill("")
    expect(mark).to_have_count(0)
    page.get_by_role("link", name="Firma", exact=True).click()
    page.wait_for_url("**/firma/")
    assert page.questions == ["beforeunload"]


def test_saving_asks_nothing(open_page, maria):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/")
    page.locator("[name=birth_place]").fill("Weiz")
    page.locator(".page-actions").get_by_role("button", name="Speichern").click()
    expect(page.locator("#toasts")).to_contain_text("gespeichert")
    page.get_by_role("link", name="Firma", exact=True).click()
    page.wait_for_url("**/firma/")
    assert page.questions == []


def test_what_the_server_refused_is_still_unsaved(open_page, maria):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/", accepts=False)
    page.locator("[name=birth_date]").fill("31.02.1970")
    page.locator(".page-actions").get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Diesen Tag gibt es nicht: 31.02.1970.")).to_be_visible()
    expect(page.locator(".page-actions").get_by_text("Nicht gespeichert")).to_be_visible()
    page.get_by_role("link", name="Firma", exact=True).click()
    page.wait_for_timeout(300)
    assert page.questions == ["beforeunload"]


@pytest.mark.parametrize("way", ["button", "escape"])
def test_a_dialog_with_input_is_not_closed_unasked(open_page, maria, way):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/suchauftraege/", accepts=False)
    page.locator(".page-actions").get_by_role("link", name="Suchauftrag").click()
    title = page.locator("dialog [name=title]")
    title.fill("Für die Kinder")
    if way == "button":
        page.locator("dialog").get_by_role("button", name="Schließen").click()
    else:
        page.keyboard.press("Escape")
    assert page.questions == ["confirm"]
    expect(title).to_have_value("Für die Kinder")


@pytest.mark.parametrize("key", ["Control+s", "Meta+s"])
def test_a_key_saves_the_form_of_the_page(open_page, maria, key):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/")
    page.locator("[name=birth_place]").fill("Weiz")
    page.keyboard.press(key)
    expect(page.locator("#toasts")).to_contain_text("gespeichert")
    maria.refresh_from_db()
    assert maria.birth_place == "Weiz"


def test_the_key_stands_among_the_shortcuts(open_page):
    page = open_page("/tastenkuerzel/")
    expect(page.locator(".shortcut-list")).to_contain_text("Strg")


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desk", "phone"])
def test_saving_is_in_reach_wherever_one_is(open_page, maria, size):  # noqa: F811
    page = open_page(f"/kontakte/{maria.pk}/", viewport=size)
    save = page.locator(".page-actions").get_by_role("button", name="Speichern")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(save).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    expect(save).to_be_in_viewport(ratio=1)


def test_no_field_is_hidden_below_the_bars_of_a_phone(open_page, maria):  # noqa: F811
    # Without the animation of scrolling, which a test would have to wait for.
    page = open_page(f"/kontakte/{maria.pk}/", viewport=PHONE, reduced_motion="reduce")
    hidden = []
    for backwards in (False, True):
        for _ in range(90):
            page.keyboard.press("Shift+Tab" if backwards else "Tab")
            hidden += page.evaluate(COVERED)
    assert hidden == []


# What has the focus, where none of its corners and not its middle can be seen.
COVERED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  if (!one.closest("main form") || !box.height) return [];
  const spots = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9]].map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
  const seen = spots.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (top === one || one.contains(top) || top.contains(one) || top.closest("label")?.control === one);
  });
  return seen ? [] : [one.name || one.textContent];
}"""


def test_a_double_is_saved_without_another_question(open_page, maria):  # noqa: F811
    page = open_page("/kontakte/neu/", accepts=False)
    page.locator("[name=given_name]").fill("Maria")
    page.locator("[name=family_name]").fill("Steininger")
    page.locator("[name=emails-0-address]").fill("maria@example.at")
    page.locator(".page-actions").get_by_role("button", name="Speichern").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Zurück")).to_be_focused()
    existing = dialog.get_by_role("link", name="Bestehenden Kontakt öffnen")
    expect(existing).to_have_attribute("target", "_blank")
    dialog.get_by_role("button", name="Trotzdem speichern").click()
    page.wait_for_url(re.compile(r"/kontakte/\d+/$"))
    assert page.questions == []
    assert Contact.objects.count() == 2
