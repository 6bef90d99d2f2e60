"""In a real browser: accessibility in both themes, a strict policy, keys, dialogs, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

# Without this axe loads style sheets on its own, which the policy of the pages forbids.
OPTIONS = {"preload": False}
SIGNED_IN = [
    "/",
    "/stil/",
    "/einstellungen/",
    "/einstellungen/buero/",
    "/tastenkuerzel/",
    "/konto/password/change/",
    "/konto/2fa/",
]
ANONYMOUS = ["/konto/login/", "/konto/password/reset/", "/konto/signup/"]
PHONE = {"width": 390, "height": 800}
DESK = {"width": 1440, "height": 900}


def violations(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [(v["id"], [n["target"] for n in v["nodes"]]) for v in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_pages_are_accessible_and_keep_the_policy(open_page, person, theme, viewport):
    for user, paths in ((person, SIGNED_IN), (None, ANONYMOUS)):
        for path in paths:
            page = open_page(path, user, color_scheme=theme, viewport=viewport)
            assert page.complaints == [], path
            assert violations(page) == [], path
            wider = "document.documentElement.scrollWidth > innerWidth"
            assert not page.evaluate(wider), path
            page.close()


def test_the_admin_keeps_the_policy_too(open_page, person):
    person.is_staff = person.is_superuser = True
    person.save()
    for path in (
        "/admin/",
        "/admin/accounts/agency/add/",
        f"/admin/accounts/user/{person.pk}/change/",
    ):
        assert open_page(path, person).complaints == [], path


def test_an_explicit_theme_beats_the_device(open_page, person):
    page = open_page("/einstellungen/", person, color_scheme="light")
    page.get_by_role("button", name="Dunkel").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 19, 26)"


def test_keys(open_page, person):
    page = open_page("/stil/", person)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tastenkürzel")
    expect(dialog).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Suchen")).to_be_focused()
    page.keyboard.type("g n ?")
    expect(page.get_by_role("searchbox", name="Suchen")).to_have_value("g n ?")
    page.keyboard.press("Tab")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url("**/")
    assert page.complaints == []


def test_a_phone_opens_the_navigation_and_closes_it_with_escape(open_page, person):
    page = open_page("/stil/", person, viewport=PHONE)
    link = page.get_by_role("link", name="Übersicht", exact=True).and_(page.locator(".nav a"))
    expect(link).not_to_be_visible()
    page.get_by_role("button", name="Menü").click()
    expect(link).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(link).not_to_be_visible()


def test_the_navigation_and_forms_work_without_script(open_page, person):
    page = open_page("/stil/", person, viewport=PHONE, java_script_enabled=False)
    page.get_by_role("button", name="Menü").click()
    page.get_by_role("link", name="Tastenkürzel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tastenkürzel")
    page.goto(page.url.replace("tastenkuerzel", "stil"))
    expect(page.locator("#echo [name=tags]")).to_have_value("VIP, Altbau")


def test_saving_by_htmx_shows_a_toast_and_errors_take_the_focus(open_page, person):
    page = open_page("/stil/", person)
    form = page.locator("#echo")
    form.get_by_role("button", name="Speichern").click()
    expect(page.locator("#toasts")).to_contain_text("Gespeichert.")
    page.locator("#id_birth_date").first.fill("31.02.2024")
    form.get_by_role("button", name="Speichern").click()
    expect(form.locator("[data-form-errors]")).to_be_focused()
    expect(form).to_contain_text("Diesen Tag gibt es nicht: 31.02.2024.")
    expect(page.locator("#echo [name=birth_date]")).to_have_value("31.02.2024")


def test_tags_become_chips_and_stay_one_text(open_page, person):
    page = open_page("/stil/", person)
    field = page.get_by_label("Schlagwörter")
    field.fill("Neubau,")
    field.fill("Lift")
    field.press("Enter")
    page.get_by_role("button", name="VIP: Entfernen").click()
    assert page.locator("#echo input[name=tags]").input_value() == "Altbau, Neubau, Lift"


def test_an_armed_button_waits(open_page, person):
    page = open_page("/stil/", person)
    button = page.get_by_role("button", name="Endgültig löschen")
    expect(button).to_be_disabled()
    expect(button).to_be_enabled(timeout=20_000)


def test_a_page_does_not_glide_from_field_to_field(open_page, person):
    """A button that still moves when it is pressed is let go of beside it: nothing is clicked."""
    page = open_page("/stil/", person, viewport=PHONE)
    went, later = page.evaluate(
        """async () => {
            [...document.querySelectorAll("main input:not([type=hidden])")].at(-1).focus();
            const went = scrollY;
            await new Promise(done => setTimeout(done, 600));
            return [went, scrollY];
        }"""
    )
    assert went == later > 0


def test_rows_are_added_and_removed(open_page, person):
    page = open_page("/stil/", person)
    rows = page.locator("[data-formset=phones] [data-formset-row]:visible")
    assert rows.count() == 3
    page.locator("[data-formset-add=phones]").click()
    expect(page.locator("[name=phones-3-number]")).to_be_visible()
    expect(page.locator("[name=phones-3-kind]")).to_be_focused()
    assert page.locator("[name=phones-TOTAL_FORMS]").input_value() == "4"
    rows.first.get_by_role("button", name="Entfernen").click()
    assert rows.count() == 3
    assert page.locator("[name=phones-0-DELETE]").is_checked()


def test_a_rejected_upload_names_the_reason_and_keeps_the_page(open_page, person):
    page = open_page("/stil/", person)
    files = [{"name": n, "mimeType": "text/plain", "buffer": b"x"} for n in ("a.txt", "b.txt")]
    page.locator("#up").set_input_files(files)
    entries = page.locator(".upload-list li")
    expect(entries).to_have_count(2)
    expect(entries.nth(1)).to_contain_text("Bitte prüfen Sie")
    assert page.url.endswith("/stil/")


def test_copying_says_so(open_page, person):
    page = open_page("/stil/", person, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.locator("#toasts")).to_contain_text("Kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.at/s/abc"
