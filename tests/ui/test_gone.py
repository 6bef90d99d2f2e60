"""A form whose object went meanwhile is answered in words, and what was typed stays."""

import json
import re

import pytest
from django.utils import timezone
from lxml import html
from playwright.sync_api import expect

from contacts.models import Contact
from contacts.record.services.erasing import erase_contact
from contacts.services import delete_contact
from properties.models import NoteKind, Property
from properties.notes.services import NoteData, add_note
from properties.orders.services import create_order
from properties.services import delete_property, erase_property, restore_property
from tests.e2e.accessibility import violations
from tests.search.conftest import flat, nora
from tests.ui.test_keyboard import open_page

__all__ = ["flat", "nora", "open_page"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def forms(nora, flat, agent):
    """Addresses that take a form, of a contact and of a property."""
    order = create_order(contact=nora, title="Wohnung", criteria=[])
    data = NoteData(NoteKind.NOTE, timezone.now(), "Notiz", contact=nora)
    note, _ = add_note(user=agent, data=data)
    contact, stock = f"/kontakte/{nora.pk}", f"/immobilien/{flat.pk}"
    return {
        "Kontakt": [
            f"{contact}/",
            f"{contact}/firma/",
            f"{contact}/sonstiges/",
            f"{contact}/notizen/",
            f"{contact}/notizen/{note.pk}/",
            f"{contact}/suchauftraege/{order.pk}/bearbeiten/",
        ],
        "Immobilie": [f"{stock}/", f"{stock}/notizen/"],
    }


@pytest.mark.parametrize("kind", ["Kontakt", "Immobilie"])
def test_every_form_of_what_lies_in_the_bin_says_so(agent_client, nora, flat, forms, kind):
    delete_contact(contact=nora)
    delete_property(property=flat)
    for address in forms[kind]:
        for extra in ({}, HTMX):
            answer = agent_client.post(address, {"text": "getippt", "title": "x"}, headers=extra)
            assert answer.status_code == 404, address
            page = answer.content.decode()
            assert f"{kind} liegt im Papierkorb" in page, address
            assert 'value="getippt"' in page, address
        told = json.loads(answer.headers["HX-Trigger"])["ui:toast"]["text"]
        assert "liegt im Papierkorb" in told
        assert "Ihre Eingaben stehen noch da" in told


@pytest.mark.parametrize("kind", ["Kontakt", "Immobilie"])
def test_what_is_not_there_says_so(agent_client, nora, flat, forms, kind):
    """In the same words whether it was erased or never was."""
    delete_contact(contact=nora)
    delete_property(property=flat)
    erase_contact(contact=Contact.objects.get(pk=nora.pk))
    erase_property(property=Property.objects.get(pk=flat.pk))
    for address in forms[kind]:
        for asked in (address, _never_there(address)):
            page = agent_client.post(asked, {"text": "getippt"}).content.decode()
            assert "Diesen Eintrag gibt es nicht (mehr)." in page, asked
            assert "gelöscht" not in page, asked
            assert 'value="getippt"' in page, asked


def _never_there(address: str) -> str:
    return re.sub(r"\d+", "987654321", address)


def test_what_was_typed_is_saved_once_it_is_back(agent_client, flat):
    page = html.fromstring(agent_client.get(flat.get_absolute_url()).content)
    typed = dict(_form(page).form_values())
    delete_property(property=flat)
    kept = html.fromstring(
        agent_client.post(flat.get_absolute_url(), {**typed, "title": "Neu"}).content
    )
    restore_property(property=Property.objects.get(pk=flat.pk))
    (form,) = kept.forms
    assert agent_client.post(form.action, dict(form.form_values())).status_code in (302, 303)
    flat.refresh_from_db()
    assert flat.title == "Neu"


def _form(page):
    return next(form for form in page.forms if "title" in dict(form.form_values()))


def test_strangers_and_what_never_was_learn_nothing(stranger_client, agent_client, client, nora):
    delete_contact(contact=nora)
    for who in (stranger_client, client):
        page = who.post(nora.get_absolute_url(), {"text": "x"}, follow=True).content.decode()
        assert "liegt im Papierkorb" not in page
    page = agent_client.get("/kontakte/999999/")
    assert page.status_code == 404
    assert "Seite nicht gefunden" in page.content.decode()
    assert "liegt im Papierkorb" in agent_client.get(nora.get_absolute_url()).content.decode()


def test_no_password_comes_back(agent_client, nora):
    delete_contact(contact=nora)
    answer = agent_client.post(nora.get_absolute_url(), {"password1": "geheim-7", "text": "x"})
    assert "geheim-7" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_in_the_browser_a_page_form_comes_back_with_a_way_on(open_page, flat):
    page = open_page(flat.get_absolute_url())
    delete_property(property=Property.objects.get(pk=flat.pk))
    page.locator("[name=title]").fill("Neu getippt")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("heading", name="Diese Immobilie liegt im Papierkorb.")).to_be_visible()
    assert violations(page) == []
    restore_property(property=Property.objects.get(pk=flat.pk))
    page.get_by_role("button", name="Noch einmal senden").click()
    expect(page.locator("[name=title]")).to_have_value("Neu getippt")
    assert Property.objects.get(pk=flat.pk).title == "Neu getippt"


@pytest.mark.django_db(transaction=True)
def test_in_the_browser_a_form_of_htmx_stays_under_a_toast(open_page, nora):
    page = open_page(nora.get_absolute_url())
    delete_contact(contact=Contact.objects.get(pk=nora.pk))
    page.locator("[name=given_name]").fill("Eleonora")
    page.keyboard.press("Control+s")
    expect(page.locator("#toasts")).to_contain_text("Dieser Kontakt liegt im Papierkorb.")
    expect(page.locator("[name=given_name]")).to_have_value("Eleonora")
