"""By keyboard alone: where the focus is after everything that changes the page. Real key presses."""

import io

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from contacts.data import ContactData, email_row, phone_row
from contacts.models import Contact
from contacts.services import save_contact
from properties.matching.criteria import CriterionKind
from properties.matching.predicate import Wanted
from properties.models import Property
from properties.models.orders import SearchOrder
from properties.orders.services import create_order
from properties.services import add_document, save_property
from sharing.services import generate_link
from tests.e2e.accessibility import violations
from tests.files.test_taking_in import PDF

PATIENCE = 20_000
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nora(agency, agent) -> Contact:
    data = ContactData(
        {"given_name": "Nora", "family_name": "Wimmer"},
        phones=[phone_row(f"0664 482 13 9{n}") for n in range(3)],
        emails=[email_row("nora@example.at")],
    )
    return save_contact(agency=agency, contact=None, data=data, user=agent)


@pytest.fixture
def order(nora, agency, agent) -> SearchOrder:
    for number in range(14):
        values = {
            "object_number": f"K-{number}",
            "title": f"Wohnung {number}",
            "status": "active",
            "marketing_type": "buy",
            "object_type": "apartment",
            "price": 300_000 + number,
            "living_area": 80,
            "rooms": 3,
            "postal_code": "8010",
            "place": "Graz",
        }
        save_property(agency=agency, values=values, user=agent)
    wanted = [
        Wanted(CriterionKind.PLACE, codes=("8010",)),
        Wanted(CriterionKind.PRICE, maximum=400_000),
        Wanted(CriterionKind.ROOMS, minimum=2),
    ]
    return create_order(contact=nora, title="Wohnung in Graz", criteria=wanted)


@pytest.fixture
def open_page(browser, live_server, agent):
    """Opens an address as an agent at a desk."""
    contexts = []

    def opener(path: str, **options) -> Page:
        client = Client()
        client.force_login(agent, backend=settings.AUTHENTICATION_BACKENDS[0])
        context = browser.new_context(locale="de-AT", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        page.wait_for_load_state("networkidle")
        return page

    yield opener
    for context in contexts:
        context.close()


ACTIVE = """() => { const e = document.activeElement;
  return e === document.body ? "BODY" : e.outerHTML.replace(/\\s+/g, " ").slice(0, 200); }"""


def active(page: Page) -> str:
    return str(page.evaluate(ACTIVE))


def is_active(page: Page, selector: str) -> None:
    page.wait_for_function(
        "(s) => document.activeElement.matches(s)", arg=selector, timeout=PATIENCE
    )


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Goes there as somebody with a keyboard has gone there, and presses a key."""
    target = page.locator(selector).first
    target.focus()
    page.keyboard.press(key)


def settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-settling')")


def orders(nora) -> str:
    return f"/kontakte/{nora.pk}/suchauftraege/"


def test_a_removed_criterion_leads_to_the_next(open_page, nora, order):
    page = open_page(orders(nora))
    chips = page.locator(f"#order-{order.pk} .chip-form .chip")
    expect(chips).to_have_count(3)
    after = chips.nth(1).locator("a").inner_text()
    press(page, f"#order-{order.pk} .chip-form .chip button")
    expect(chips).to_have_count(2)
    settled(page)
    is_active(page, ".chip-form .chip a")
    assert page.evaluate("document.activeElement.textContent").strip() == after
    for left in (1, 0):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(chips).to_have_count(left)
        settled(page)
        assert active(page) != "BODY"
    assert page.evaluate("document.activeElement.closest('.order-card') !== null")


def test_a_changed_and_an_added_criterion_lead_back(open_page, nora, order):
    page = open_page(orders(nora))
    price = f"#order-{order.pk} .chip-form .chip:nth-of-type(2) a"
    address = page.locator(price).get_attribute("href")
    press(page, price)
    is_active(page, "#dialog input[name=minimum]")
    page.keyboard.press("Tab")
    page.keyboard.type("390000")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).not_to_be_visible()
    settled(page)
    is_active(page, f'a[href="{address}"]')
    press(page, f"#order-{order.pk}-add")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    is_active(page, ".menu-list a:first-child")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    is_active(page, "#dialog .dialog-body *")
    page.keyboard.press("Escape")
    is_active(page, f"#order-{order.pk}-add")


def test_lists_of_an_order_keep_the_focus(open_page, nora, order):
    page = open_page(orders(nora))
    press(page, f"#order-{order.pk} .tabs a:nth-child(2)")
    expect(page.locator(f"#order-{order.pk} .tabs a:nth-child(2)")).to_have_attribute(
        "aria-current", "true"
    )
    settled(page)
    is_active(page, ".tabs a:nth-child(2)")
    press(page, f"#order-{order.pk} .tabs a:nth-child(1)")
    expect(page.locator(".match-rows li")).to_have_count(10)
    settled(page)
    press(page, f"#order-{order.pk} [data-more]")
    expect(page.locator(".match-rows li")).to_have_count(14)
    settled(page)
    is_active(page, ".match-rows li:nth-child(11) a")


def test_cancelling_an_order_leads_back(open_page, nora, order):
    page = open_page(orders(nora))
    opener = "[data-shortcut-new]"
    press(page, opener)
    is_active(page, "#dialog .dialog-body *")
    assert violations(page) == []
    press(page, "#dialog .dialog-foot a")
    expect(page.locator("#dialog")).not_to_be_visible()
    is_active(page, opener)
    assert page.url.endswith(orders(nora))


def test_a_dialog_out_of_a_menu_leads_back_to_the_menu(open_page, nora):
    page = open_page("/kontakte/")
    press(page, ".page-actions .menu summary")
    page.keyboard.press("ArrowDown")
    is_active(page, ".page-actions .menu-list a:first-child")
    page.keyboard.press("Enter")
    expect(page.locator("#dialog")).to_be_visible()
    page.keyboard.press("Escape")
    is_active(page, ".page-actions .menu summary")


def test_a_menu_closes_when_the_focus_leaves(open_page, nora):
    page = open_page("/kontakte/")
    menu = page.locator(".page-actions .menu")
    press(page, ".page-actions .menu summary")
    page.keyboard.press("ArrowUp")
    is_active(page, ".page-actions .menu-list a:last-child")
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")


def test_a_removed_phone_leads_to_the_next_and_the_last_to_the_adding_button(open_page, nora):
    page = open_page(f"/kontakte/{nora.pk}/")
    rows = page.locator("[data-formset=phones] [data-formset-row]:visible")
    count = rows.count()
    assert count >= 3
    for left in range(count - 1, -1, -1):
        press(
            page, "[data-formset=phones] [data-formset-row]:not(.is-removed) [data-formset-remove]"
        )
        expect(rows).to_have_count(left)
        wanted = "[data-formset-row] *" if left else "[data-formset-add=phones]"
        is_active(page, wanted)


def test_a_deleted_link_leads_to_the_next(open_page, nora, order, agent):
    flats = list(Property.objects.all()[:3])
    for flat in flats:
        paper = add_document(property=flat, source=io.BytesIO(PDF), name="a.pdf", user=agent)
        generate_link(contact=nora, property=flat, documents=[paper.pk], files=[], user=agent)
    page = open_page(f"/kontakte/{nora.pk}/freigaben/")
    rows = page.locator("#share-links li")
    press(page, "#share-links li:nth-child(2) .share-delete button")
    is_active(page, "#share-links li:nth-child(2) .share-armed")
    settled(page)
    page.keyboard.press("Enter")
    expect(rows).to_have_count(len(flats) - 1)
    settled(page)
    assert page.evaluate("document.activeElement.closest('#share-links li:nth-child(2)') !== null")


def test_a_deletion_asks_with_the_safe_answer_focused(open_page, nora):
    page = open_page(f"/kontakte/{nora.pk}/")
    press(page, ".page-actions .btn-danger")
    is_active(page, "#dialog .dialog-foot [data-dialog-close]")
    page.keyboard.press("Escape")
    is_active(page, ".page-actions .btn-danger")


@pytest.mark.parametrize("path", ["/kontakte/neu/", "/immobilien/neu/"])
def test_new_forms_begin_in_their_first_field(open_page, path):
    page = open_page(path)
    assert page.evaluate(
        """() => { const all = [...document.querySelectorAll("[data-focus-first] :is("
          + "input:not([type=hidden]), select, textarea)")].filter((e) => e.checkVisibility());
          const active = document.activeElement;
          return active === all[0] || (active.name === all[0].name && active.checked); }"""
    ), active(page)


def test_z_leads_to_the_undo_of_the_last_toast(open_page, nora, order):
    page = open_page(orders(nora))
    press(page, f"#order-{order.pk} .chip-form .chip button")
    expect(page.locator("#toasts [data-undo]")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Kriterium entfernt")
    settled(page)
    page.keyboard.press("z")
    is_active(page, "#toasts [data-undo] button")
    page.keyboard.press("Enter")
    expect(page.locator(f"#order-{order.pk} .chip-form .chip")).to_have_count(3)
    expect(page.locator("#announcer")).to_contain_text("Rückgängig gemacht")
    expect(page.locator("#toasts [data-undo]")).to_have_count(0)
    assert active(page) != "BODY"


def test_the_toasts_come_before_the_page(open_page, nora, order):
    """Two tab stops from the start: the way into the page, then the undo."""
    page = open_page(orders(nora))
    press(page, f"#order-{order.pk} .chip-form .chip button")
    expect(page.locator("#toasts [data-undo]")).to_be_visible()
    page.evaluate("document.querySelector('.skip-link').focus()")
    page.keyboard.press("Tab")
    is_active(page, "#toasts [data-undo] button")


def test_a_new_contact_and_a_new_order_can_be_undone_from_the_toast(open_page, nora):
    page = open_page("/kontakte/neu/")
    page.locator("[name=given_name]").first.fill("Zacharias")
    page.locator("[name=family_name]").first.fill("Quendler")
    page.keyboard.press("Enter")
    undo = page.locator("#toasts [data-undo] button")
    expect(undo).to_be_visible()
    made = Contact.objects.get(family_name="Quendler")
    page.keyboard.press("z")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kontakte/")
    made.refresh_from_db()
    assert made.deleted_at is not None
    page.goto(page.url.replace("/kontakte/", orders(nora)))
    press(page, "[data-shortcut-new]")
    page.locator("#dialog [name=budget_max]").fill("300000")
    page.keyboard.press("Enter")
    expect(undo).to_be_visible()
    assert SearchOrder.objects.filter(contact=nora, deleted_at=None).count() == 1
    page.locator("h1").click()
    page.keyboard.press("z")
    page.keyboard.press("Enter")
    expect(page.locator(".order-card")).to_have_count(0)
    assert SearchOrder.objects.filter(contact=nora, deleted_at=None).count() == 0


def test_what_is_found_is_told_outside_of_what_is_exchanged(open_page, nora):
    page = open_page("/kontakte/")
    search = page.locator("#contact-search")
    search.focus()
    page.keyboard.type("gibtesnicht")
    expect(page.locator("#announcer")).to_contain_text("Nichts gefunden")
    is_active(page, "#contact-search")
    for _ in range(len("gibtesnicht")):
        page.keyboard.press("Backspace")
    page.keyboard.type("Wimmer")
    expect(page.locator("#announcer")).to_contain_text("1–1 von 1")
    assert page.locator("#contact-list [role=status], #contact-list [aria-live]").count() == 0


def test_the_list_of_an_order_stands_in_the_address(open_page, nora, order):
    """A reload, the way back from a property, and whoever is sent the address see the same list."""
    page = open_page(orders(nora))
    near = f"#order-{order.pk} .tabs a:nth-child(2)"
    press(page, near)
    expect(page.locator(near)).to_have_attribute("aria-current", "true")
    assert "liste=" in page.url
    page.reload()
    expect(page.locator(near)).to_have_attribute("aria-current", "true")
    page.goto(page.url.replace(page.url.split("/", 3)[3], "kontakte/"))
    page.go_back()
    expect(page.locator(near)).to_have_attribute("aria-current", "true")


def test_the_window_for_deleting_a_link_leaves_time_and_is_told(open_page, nora, order, agent):
    """WCAG 2.2.1: at least 20 seconds, and it can be opened again."""
    flat = Property.objects.first()
    paper = add_document(property=flat, source=io.BytesIO(PDF), name="a.pdf", user=agent)
    generate_link(contact=nora, property=flat, documents=[paper.pk], files=[], user=agent)
    page = open_page(f"/kontakte/{nora.pk}/freigaben/")
    press(page, "#share-links .share-delete button")
    armed = page.locator("#share-links .share-armed")
    assert float(armed.get_attribute("data-armed-window").replace(",", ".")) > 20
    expect(page.locator("#announcer")).to_contain_text("Sekunden lang löscht ein zweiter Klick")
    is_active(page, "#share-links .share-armed")
    assert armed.get_attribute("data-late-text") == "Nichts gelöscht: Die Zeit ist abgelaufen."
