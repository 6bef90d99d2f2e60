"""Every page at 1440 and 390 pixels, light and dark: accessible, nothing beside the screen.

`SCREENSHOTS=folder` keeps a picture of each.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.contacts.imports.people import address_table
from tests.e2e.accessibility import overflow, violations
from tests.e2e.conftest import DESK, PHONE, Opener, System, sign_in

# Pictures are there and no fragment is on its way.
CALM = """() => !document.querySelector('.htmx-request') &&
  [...document.images].every((image) => image.loading === "lazy" || image.complete)"""
SIZES = {"desk": DESK, "phone": PHONE}
SIGNED_IN = {
    "dashboard": "/",
    "search": "/suche/?q=graz",
    "contacts": "/kontakte/?size=25",
    "contacts-sorted": "/kontakte/?sort=-place&size=25",
    "contacts-none": "/kontakte/?q=gibtesnicht",
    "contacts-filtered": "/kontakte/?rolle=prospect&agb=fehlt&spalten=name,roles,rating,tags,birth",
    "contacts-filter": "/kontakte/filter/?rolle=prospect",
    "contacts-columns": "/kontakte/spalten/",
    "contacts-views": "/kontakte/ansichten/",
    "contacts-export": "/kontakte/export/",
    "contacts-bulk": "/kontakte/auswahl/schlagwort/?id={contact}",
    "contacts-bulk-delete": "/kontakte/auswahl/loeschen/?id={contact}",
    "contact-create": "/kontakte/neu/",
    "contact-import": "/kontakte/import/",
    "contact": "/kontakte/{contact}/",
    "contact-company": "/kontakte/{contact}/firma/",
    "contact-misc": "/kontakte/{contact}/sonstiges/",
    "contact-files": "/kontakte/{contact}/dateien/",
    "contact-photo": "/kontakte/{contact}/foto/aendern/",
    "contact-consent": "/kontakte/{contact}/einwilligungen/neu/",
    "contact-people": "/kontakte/{contact}/personen/?q=gruber&other=new&beziehung=other:a",
    "contact-relation": "/kontakte/{contact}/personen/{relation}/",
    "company-people": "/kontakte/{company}/personen/",
    "company-behind": "/kontakte/{company}/firma/",
    "couple": "/kontakte/{couple}/",
    "couple-dissolve": "/kontakte/{couple}/paar/aufloesen/",
    "contact-orders": "/kontakte/{contact}/suchauftraege/",
    "contact-order-create": "/kontakte/{contact}/suchauftraege/neu/",
    "contact-order-edit": "/kontakte/{contact}/suchauftraege/{order}/bearbeiten/",
    "contact-order-criterion": "/kontakte/{contact}/suchauftraege/{order}/kriterium/price/",
    "contact-parties": "/kontakte/{contact}/interessen/?q=balkon",
    "contact-party": "/kontakte/{contact}/interessen/{party}/",
    "contact-links": "/kontakte/{contact}/freigaben/?immobilie={property}",
    "contact-link-send": "/kontakte/{contact}/freigaben/{link}/senden/",
    "contact-terms": "/kontakte/{contact}/agb/",
    "contact-activities": "/kontakte/{contact}/aktivitaeten/",
    "contact-history": "/kontakte/{contact}/historie/",
    "contact-history-changes": "/kontakte/{contact}/historie/?zeige=aenderungen",
    "contact-pairs": "/kontakte/doubletten/",
    "contact-pairs-merge-all": "/kontakte/doubletten/zusammenfuehren/",
    "contact-pairs-decided": "/kontakte/doubletten/entschieden/",
    "contact-merge": "/kontakte/{contact}/zusammenfuehren/{other}/",
    "contact-delete": "/kontakte/{contact}/loeschen/",
    "contact-bin": "/kontakte/papierkorb/",
    "properties": "/immobilien/",
    "property-create": "/immobilien/neu/",
    "property-delete": "/immobilien/{property}/loeschen/",
    "property-numbers": "/immobilien/nummern/",
    "property-bin": "/immobilien/papierkorb/",
    "property-import": "/immobilien/import/",
    "property": "/immobilien/{property}/",
    "property-pictures": "/immobilien/{property}/bilder/",
    "property-documents": "/immobilien/{property}/dokumente/",
    "property-orders": "/immobilien/{property}/suchauftraege/",
    "property-parties": "/immobilien/{property}/beteiligte/?q=huber",
    "property-history": "/immobilien/{property}/historie/",
    "orders": "/suchauftraege/",
    "links": "/freigaben/",
    "outbox": "/postausgang/",
    "mail": "/postausgang/{mail}/",
    "mailbox": "/postfach/",
    "settings": "/einstellungen/",
    "settings-agency": "/einstellungen/buero/",
    "settings-devices": "/einstellungen/geraete/",
    "settings-email": "/konto/email/",
    "settings-team": "/einstellungen/team/",
    "settings-record": "/einstellungen/protokoll/",
    "settings-record-none": "/einstellungen/protokoll/?art=team&vor=1",
    "password": "/konto/password/change/",
    "second-factor": "/konto/2fa/",
    "passkeys": "/konto/2fa/webauthn/",
    "shortcuts": "/tastenkuerzel/",
    "places": "/orte/?q=graz",
    "places-none": "/orte/",
    "error-404": "/kontakte/999999/",
}
ANONYMOUS = {
    "sign-in": "/konto/login/",
    "password-reset": "/konto/password/reset/",
    "sign-up-closed": "/konto/signup/",
    "share-gone": "/s/gibt-es-nicht/",
    "invitation-over": "/einladung/gibt-es-nicht/",
    "email-link-over": "/konto/email/gibt-es-nicht/",
}


@pytest.fixture(scope="module")
def ids(system: System) -> dict[str, object]:
    """The demo agency's customer with everything, and her property."""
    ((contact, link, shown, mail),) = system.sql(
        "SELECT l.contact_id, l.id, l.property_id, (SELECT max(id) FROM sharing_outboxmail)"
        " FROM sharing_sharelink l JOIN contacts_contact c ON c.id = l.contact_id"
        " WHERE c.given_name = 'Maria' AND c.family_name = 'Steininger' AND l.valid_until > now()"
        " AND l.property_id IS NOT NULL AND l.deleted_at IS NULL LIMIT 1"
    )
    ((order,),) = system.sql(
        "SELECT min(id) FROM properties_searchorder WHERE contact_id = %s", contact
    )
    ((other,),) = system.sql(
        "SELECT min(id) FROM contacts_contact WHERE id <> %s AND deleted_at IS NULL", contact
    )
    ((relation, company, couple),) = system.sql(
        "SELECT (SELECT min(id) FROM contacts_relation WHERE %s IN (a_id, b_id)),"
        " (SELECT min(b_id) FROM contacts_relation WHERE kind = 'managing_director'),"
        " (SELECT min(b_id) FROM contacts_relation WHERE kind = 'couple_member')",
        contact,
    )
    ((party,),) = system.sql("SELECT min(id) FROM properties_party WHERE contact_id = %s", contact)
    return {
        "party": party,
        "contact": contact,
        "link": link,
        "property": shown,
        "mail": mail,
        "order": order,
        "other": other,
        "relation": relation,
        "company": company,
        "couple": couple,
    }


def judge(page: Page, name: str) -> Iterator[str]:
    """Goes through sizes and themes of the page that is open."""
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            where = f"{name} {size} {theme}"
            yield from (f"{where}: {v}" for v in violations(page, only_colours=theme == "dark"))
            keep(page, f"{name}-{size}-{theme}")
        if wider := overflow(page):
            yield f"{name} {size}: scrolls sideways: {wider}"
    page.set_viewport_size(DESK)


def keep(page: Page, name: str) -> None:
    """Saves a picture when the environment asks for pictures."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def visit(page: Page, name: str, path: str) -> Iterator[str]:
    """Opens one page and judges it."""
    response = page.goto(path)
    wanted = {
        "error-404": 404,
        "share-gone": 404,
        "email-link-over": 410,
        "invitation-over": 410,
    }.get(name, 200)
    if response is None or response.status != wanted:
        yield f"{name}: {response and response.status} instead of {wanted}"
    page.wait_for_function(CALM)
    yield from judge(page, name)


@pytest.mark.parametrize("name", SIGNED_IN)
def test_page(name: str, agent: Page, ids: dict[str, object]):
    if name == "mail" and ids["mail"] is None:
        pytest.skip("no mail yet: test_main_job sends the first one")
    assert list(visit(agent, name, SIGNED_IN[name].format(**ids))) == []


@pytest.mark.parametrize("name", ANONYMOUS)
def test_page_for_everybody(name: str, open_context: Opener):
    page = open_context(viewport=DESK).new_page()
    assert list(visit(page, name, ANONYMOUS[name])) == []


def test_pages_of_a_share_link(agent: Page, open_context: Opener, ids: dict[str, object]):
    agent.goto(f"/kontakte/{ids['contact']}/freigaben/")
    address = agent.locator("[data-copy]").first.get_attribute("data-copy") or ""
    page = open_context(viewport=DESK).new_page()
    assert list(visit(page, "share", address)) == []
    page.get_by_role("button", name="Dokumente ansehen").click()
    page.wait_for_url(re.compile(r"/s/[^/]+/[^/]+/$"))
    assert list(judge(page, "share-contents")) == []


def test_the_columns_of_a_table(agent: Page, tmp_path: Path):
    path = tmp_path / "outlook.csv"
    path.write_bytes(address_table(20))
    agent.goto("/kontakte/import/")
    agent.set_input_files("input[type=file]", str(path))
    expect(agent.locator("h1")).to_have_text("Spalten zuordnen")
    agent.wait_for_function(CALM)
    assert list(judge(agent, "contact-import-columns")) == []
    agent.get_by_role("link", name="Verwerfen").click()
    agent.get_by_role("dialog").get_by_role("button", name="Verwerfen").click()
    expect(agent.locator("h1")).to_contain_text("Kontakte importieren")


def test_a_form_with_errors(agent: Page):
    agent.goto("/kontakte/neu/")
    agent.locator("[name=birth_date]").fill("31.02.1956")
    agent.locator("[name$='-number']").first.fill("0664 12")
    agent.get_by_role("button", name="Speichern").first.click()
    expect(agent.get_by_text("Diesen Tag gibt es nicht: 31.02.1956.")).to_be_visible()
    assert list(judge(agent, "contact-errors")) == []


def test_a_field_that_two_people_changed(agent: Page, ids: dict[str, object]):
    other = agent.context.new_page()
    for page in (agent, other):
        page.goto(f"/kontakte/{ids['other']}/")
    said = ((other, "Weiz", "Gespeichert."), (agent, "Leibnitz", "jetzt gespeichert"))
    for page, place, answer in said:
        page.locator("[name=birth_place]").fill(place)
        page.get_by_role("button", name="Speichern").first.click()
        expect(page.locator("#toasts, main").get_by_text(answer).first).to_be_visible()
    assert list(judge(agent, "contact-conflict")) == []


def test_a_person_who_may_only_read_is_told_so(open_context: Opener, ids: dict[str, object]):
    page = open_context(viewport=DESK).new_page()
    sign_in(page, "lea@immonaut.example")
    assert page.goto("/kontakte/neu/").status == 403
    assert page.get_by_role("button", name="Speichern").count() == 0
    assert list(judge(page, "error-403")) == []
