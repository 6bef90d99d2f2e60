"""Properties in a real browser: long words, tabs on a phone, refused files, forms that are pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from contacts.models import Contact
from properties import services
from properties.orders.services import create_order
from properties.parties.services import add_party
from tests.e2e.accessibility import overflow
from tests.properties.conftest import flat_values, pdf, picture

PHONE = {"viewport": {"width": 390, "height": 844}}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long_ones(agency, agent):
    """A contact and a property with names that nobody can break."""
    record = services.save_property(
        agency=agency, user=agent, values=flat_values(title=LONG, place=LONG[:100], district="X")
    )
    services.add_image(property=record, source=picture(), name=f"{LONG[:90]}.png", user=agent)
    services.add_document(property=record, source=pdf(), name=f"{LONG[:90]}.pdf", user=agent)
    contact = Contact.objects.create(
        agency=agency,
        family_name=LONG[:100],
        given_name=LONG[:100],
        tags=[LONG[:60]],
        company_name=LONG,
        remarks=LONG,
        sort_key="a",
    )
    add_party(contact=contact, property=record, kind="interest", note=LONG)
    create_order(contact=contact, title=LONG[:110])
    return contact, record


def test_long_words_stay_within_a_phone(open_as, agent, long_ones):
    contact, record = long_ones
    one, other = f"/kontakte/{contact.pk}/", f"/immobilien/{record.pk}/"
    page = open_as(agent, one, **PHONE)
    wide = []
    for path in (
        one,
        f"{one}firma/",
        f"{one}sonstiges/",
        f"{one}suchauftraege/",
        f"{one}interessen/",
        f"{one}loeschen/",
        f"{one}historie/",
        f"{one}personen/",
        "/kontakte/",
        other,
        f"{other}bilder/",
        f"{other}dokumente/",
        f"{other}beteiligte/",
        f"{other}loeschen/",
        f"{other}historie/",
        "/immobilien/",
        "/suchauftraege/",
        "/",
    ):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path)
        if found := overflow(page):
            wide.append((path, found))
    assert wide == []


def test_a_toast_and_a_dialog_hold_a_long_name(open_as, agent, long_ones):
    _contact, record = long_ones
    page = open_as(agent, f"/immobilien/{record.pk}/", **PHONE)
    page.get_by_role("link", name="Löschen", exact=True).click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("1 Interessent")
    inside = "element => element.scrollWidth <= element.clientWidth + 1"
    assert dialog.evaluate(inside)
    dialog.get_by_role("button", name="Löschen", exact=True).click()
    toast = page.locator(".toast-item")
    expect(toast).to_contain_text("ist gelöscht")
    assert toast.evaluate(inside)
    assert not overflow(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_active_tab_is_in_view_on_a_phone(open_as, agent, flat, scripts):
    page = open_as(agent, f"/immobilien/{flat.pk}/historie/", **PHONE, java_script_enabled=scripts)
    box = page.locator(".tabs [aria-current]").bounding_box()
    if not scripts and not _knows_initial_targets(page):
        pytest.skip("this Chromium does not know scroll-initial-target")
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def _knows_initial_targets(page):
    version = page.context.browser.version
    return int(version.split(".")[0]) >= 133


def test_a_refused_file_is_named_in_one_line_and_told_below(
    open_as,
    agent,
    flat,
    tmp_path,
):
    file = Path(tmp_path) / "kein-bild.jpg"
    file.write_bytes(b"no picture")
    page = open_as(agent, f"/immobilien/{flat.pk}/bilder/", **PHONE)
    page.locator("input[type=file]").set_input_files(str(file))
    told = page.locator(".upload-list .danger-text")
    expect(told).to_contain_text("kein-bild.jpg")
    name = page.locator(".upload-list li > span").first.bounding_box()
    assert name["height"] < 30
    assert name["y"] + name["height"] <= told.bounding_box()["y"] + 1


def test_a_wrong_order_on_its_page_stays_on_its_page(open_as, agent, agency):
    contact = Contact.objects.create(agency=agency, family_name="Steininger")
    page = open_as(agent, f"/kontakte/{contact.pk}/suchauftraege/neu/")
    page.locator("[name=budget_max]").fill("viel")
    page.get_by_role("button", name="Suchauftrag anlegen").click()
    expect(page.locator("[name=budget_max]")).to_have_count(1)
    expect(page.locator("[name=budget_max]")).to_have_value("viel")
    assert not page.locator("#dialog").evaluate("dialog => dialog.open")
    expect(page.locator("main")).to_contain_text("Bitte eine Zahl eingeben")


def test_forms_of_the_dialog_ask_for_it_only_from_within():
    """On a page of its own such a form is sent as a page."""
    unguarded = []
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = path.read_text()
        if "partialdef dialog" not in text:
            continue
        unguarded += [
            f"{path.name}: {found[0][:80]}"
            for found in re.finditer(r"<form\b[^<]*?hx-post=[^<]*?>", text, re.DOTALL)
            if "request.htmx" not in found[0]
        ]
    assert unguarded == []
