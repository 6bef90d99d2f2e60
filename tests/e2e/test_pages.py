"""Every page: no axe violation, no sideways scrolling on a phone, in both themes."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import DESK, PHONE, sign_in

pytestmark = pytest.mark.e2e

PAGES = {
    "uebersicht": "/",
    "kontakte": "/kontakte/",
    "kontakte-leer": "/kontakte/?q=gibtesnicht",
    "kontakt-neu": "/kontakte/neu/",
    "kontakt": "/kontakte/1/",
    "firma": "/kontakte/1/firma/",
    "sonstiges": "/kontakte/1/sonstiges/",
    "dateien": "/kontakte/1/dateien/",
    "agb": "/kontakte/1/agb/",
    "suchauftraege": "/kontakte/1/suchauftraege/",
    "freigaben": "/kontakte/1/freigaben/?immobilie=1",
    "aktivitaeten": "/kontakte/1/aktivitaeten/",
    "historie": "/kontakte/1/historie/",
    "vcard-import": "/kontakte/import/",
    "immobilien": "/immobilien/",
    "immobilie-neu": "/immobilien/neu/",
    "immobilie": "/immobilien/1/",
    "bilder": "/immobilien/1/bilder/",
    "dokumente": "/immobilien/1/dokumente/",
    "immobilie-suchauftraege": "/immobilien/1/suchauftraege/",
    "immobilie-historie": "/immobilien/1/historie/",
    "openimmo-import": "/immobilien/import/",
    "alle-suchauftraege": "/suchauftraege/",
    "alle-freigaben": "/freigaben/",
    "postausgang": "/postausgang/",
    "postfach": "/postfach/",
    "einstellungen": "/einstellungen/",
    "buero": "/einstellungen/buero/",
    "nicht-gefunden": "/kontakte/999999/",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1440", "390"])
def test_every_page_is_accessible(open_browser, size, theme):
    page = sign_in(open_browser(viewport=size, color_scheme=theme))
    wrong = {}
    for name, address in PAGES.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        wrong |= _violations(page, name, size, theme)
    assert wrong == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_customers_and_strangers_see_is_accessible(stack, open_browser, theme):
    agent = sign_in(open_browser())
    agent.goto("/kontakte/1/freigaben/")
    link = agent.locator("[data-copy]").first.get_attribute("data-copy")
    phone = open_browser(viewport=PHONE, color_scheme=theme)
    wrong = {}
    for name, address in [("anmeldung", "/konto/login/"), ("freigabe", link), ("weg", "/s/x/")]:
        phone.goto(address)
        wrong |= _violations(phone, name, PHONE, theme)
    phone.goto(link)
    phone.get_by_role("button", name="Dokumente ansehen").click()
    wrong |= _violations(phone, "unterlagen", PHONE, theme)
    assert wrong == {}


def _violations(page, name, size, theme):
    _keep_picture(page, f"{name}-{size['width']}-{theme}")
    found = [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}"
        for one in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        found.append(f"{wide} pixels wider than the window")
    return {name: found} if found else {}


def _keep_picture(page, name):
    """SCREENSHOTS=folder keeps a picture of every page."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
