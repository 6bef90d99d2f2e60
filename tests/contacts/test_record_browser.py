"""The record in a real browser: two people at one contact, cropper and consents by keyboard."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from contacts.models import Contact, ContactConsent
from tests.e2e.accessibility import overflow, violations
from tests.files.test_taking_in import picture

PATIENCE = 20_000
IBAN, OTHER_IBAN = "AT611904300234573201", "DE89370400440532013000"


@pytest.fixture
def open_as(browser, live_server):
    """Opens an address as somebody."""
    contexts = []

    def opener(user, path, **options):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        context = browser.new_context(locale="de-AT", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield opener
    for context in contexts:
        context.close()


def press_save(page):
    def is_save(answer):  # not the hints on duplicates
        return answer.request.method == "POST" and answer.url == page.url

    with page.expect_response(is_save) as answer:
        page.get_by_role("button", name="Speichern", exact=True).first.click()
    return answer.value


def save(page):
    """Saves, and the browser is led on."""
    assert "hx-redirect" in press_save(page).headers


def is_refused(page):
    assert press_save(page).status == 422


def fill(page, name, value):
    page.locator(f"#contact-form [name='{name}']").first.fill(value)


@pytest.fixture
def both(open_as, agent, administrator, maria):
    """Anna and Ada look at the same page of Maria."""

    def opener(end=""):
        path = f"/kontakte/{maria.pk}/{end}"
        return open_as(agent, path), open_as(administrator, path)

    return opener


def test_different_fields_and_rows_of_two_people_all_stay(both, maria):
    anna, ada = both()
    fill(ada, "birth_place", "Leoben")
    ada.locator("[data-formset-add=phones]").click()
    ada.locator("[data-formset=phones] [data-formset-row] input[inputmode=tel]").last.fill(
        "0664 1234567"
    )
    save(ada)
    fill(anna, "birth_name", "Huber")
    anna.locator("[data-formset-add=emails]").click()
    anna.locator("[data-formset=emails] [data-formset-row] input[inputmode=email]").last.fill(
        "maria@zweite.example"
    )
    save(anna)
    maria.refresh_from_db()
    assert (maria.birth_place, maria.birth_name) == ("Leoben", "Huber")
    assert maria.phones.count() == 3
    assert maria.emails.count() == 2


def test_the_same_row_shows_what_the_other_saved_and_keeps_what_i_typed(both, maria):
    anna, ada = both()
    number = "phones-0-number"
    fill(ada, number, "+43 664 1111111")
    save(ada)
    fill(anna, number, "+43 664 2222222")
    fill(anna, "birth_place", "Bruck")
    is_refused(anna)
    notice = anna.locator("[role=alert]", has_text="geändert, während")
    expect(notice).to_contain_text("+43 664 1111111")
    expect(notice).to_contain_text("+43 664 2222222")
    expect(anna.locator(f"[name='{number}']")).to_have_value("+43 664 2222222")
    assert maria.phones.filter(number="+43 664 1111111").exists()
    save(anna)
    maria.refresh_from_db()
    assert maria.birth_place == "Bruck"
    assert maria.phones.filter(e164="+436642222222").exists()


def test_firma_merges_field_by_field(both, maria):
    anna, ada = both("firma/")
    fill(ada, "company_name", "Steininger GmbH")
    fill(ada, "position", "Inhaberin")
    save(ada)
    fill(anna, "position", "Prokuristin")
    fill(anna, "legal_form", "GmbH")
    is_refused(anna)
    expect(anna.locator("[role=alert]")).to_contain_text("Inhaberin")
    maria.refresh_from_db()
    assert (maria.position, maria.legal_form) == ("Inhaberin", "")
    save(anna)
    maria.refresh_from_db()
    assert (maria.company_name, maria.position, maria.legal_form) == (
        "Steininger GmbH",
        "Prokuristin",
        "GmbH",
    )


def test_sonstiges_names_a_changed_secret_without_telling_it(both, maria):
    anna, ada = both("sonstiges/")
    fill(ada, "iban", OTHER_IBAN)
    save(ada)
    fill(anna, "iban", IBAN)
    fill(anna, "remarks", "ruft lieber an")
    is_refused(anna)
    notice = anna.locator("[role=alert]", has_text="geändert, während")
    expect(notice).to_contain_text("3000")
    expect(notice).not_to_contain_text(OTHER_IBAN)
    assert Contact.objects.get(pk=maria.pk).iban == OTHER_IBAN
    save(anna)
    assert Contact.objects.get(pk=maria.pk).iban == IBAN


def test_a_photo_is_cut_by_keyboard(open_as, agent, maria, tmp_path):
    file = tmp_path / "p.jpg"
    file.write_bytes(picture(size=(900, 600)))
    page = open_as(agent, f"/kontakte/{maria.pk}/foto/aendern/")
    page.set_input_files("#photo-input", str(file))
    across = page.get_by_label("Nach links oder rechts")
    expect(across).to_be_visible()
    before = page.locator("[data-crop-image]").bounding_box()
    across.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert page.locator("[data-crop-image]").bounding_box()["x"] < before["x"]
    expect(page.get_by_label("Nach oben oder unten")).to_be_disabled()
    assert violations(page) == []
    page.get_by_role("button", name="Speichern").click()
    saved_photo = page.locator(".avatar-link img, .avatar img").first
    expect(saved_photo).to_be_visible()
    photo = Contact.objects.get(pk=maria.pk).photo
    assert (photo.width, photo.height) == (600, 600)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_consent_is_written_down_beside_what_was_typed(open_as, agent, maria, theme):
    phone = {"width": 390, "height": 844}
    page = open_as(agent, f"/kontakte/{maria.pk}/", color_scheme=theme, viewport=phone)
    fill(page, "birth_place", "noch nicht gespeichert")
    page.get_by_role("link", name="Einwilligung", exact=True).click()
    dialog = page.locator("#dialog")
    dialog.get_by_label("E-Mail", exact=True).check()
    assert violations(page) == []
    dialog.get_by_role("button", name="Speichern").click()
    expect(dialog.locator("[role=alert]")).to_be_visible()
    dialog.get_by_label("Anmerkung").fill("liegt im Ordner 7")
    dialog.get_by_role("button", name="Speichern").click()
    expect(page.locator("#consents")).to_contain_text("liegt im Ordner 7")
    expect(dialog).not_to_be_visible()
    expect(page.locator("[name=birth_place]")).to_have_value("noch nicht gespeichert")
    assert violations(page) == []
    assert not overflow(page)
    page.get_by_role("button", name="Widerrufen").click()
    expect(page.locator("#consents .badge")).to_have_text("widerrufen")
    assert not ContactConsent.objects.in_force().exists()
