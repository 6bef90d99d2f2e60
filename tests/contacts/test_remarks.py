"""*Bemerkungen* stand on the first tab and on *Sonstiges*; saving one never undoes the other."""

import json

import pytest
from lxml import html

from audit.models import Change
from contacts.models import Contact
from tests.contacts.test_contact_pages import text, typed


@pytest.fixture
def contact(maria):
    Contact.objects.filter(pk=maria.pk).update(remarks="  ruft lieber an\nnur abends \n")
    maria.refresh_from_db()
    return maria


def form_of(client, address):
    """What a browser sends back of a form that nobody touched: its line ends are CR and LF."""
    page = html.fromstring(text(client.get(address)))
    (form,) = page.xpath("//form[@id='contact-form']")
    return {
        name: value.replace("\n", "\r\n") if name == "remarks" else value
        for name, value in form.form_values()
    }


def detail(contact):
    return contact.get_absolute_url()


def misc(contact):
    return f"/kontakte/{contact.pk}/sonstiges/"


def test_remarks_are_seen_and_changed_on_the_first_tab(agent_client, contact):
    page = html.fromstring(text(agent_client.get(detail(contact))))
    (field,) = page.xpath("//form[@id='contact-form']//textarea[@name='remarks']")
    assert "ruft lieber an" in field.text
    sent = {**form_of(agent_client, detail(contact)), "remarks": "kommt am Montag"}
    assert agent_client.post(detail(contact), sent).status_code == 303
    contact.refresh_from_db()
    assert contact.remarks == "kommt am Montag"
    assert "kommt am Montag" in form_of(agent_client, misc(contact))["remarks"]


@pytest.mark.parametrize(("first", "second"), [(misc, detail), (detail, misc)])
def test_a_tab_that_was_open_meanwhile_keeps_what_the_other_saved(
    agent_client, contact, first, second
):
    stale = form_of(agent_client, second(contact))
    fresh = {**form_of(agent_client, first(contact)), "remarks": "neu"}
    assert agent_client.post(first(contact), fresh).status_code in (302, 303)
    assert agent_client.post(second(contact), stale).status_code in (302, 303)
    contact.refresh_from_db()
    assert contact.remarks == "neu"


def test_two_who_write_different_remarks_are_asked(agent_client, contact):
    stale = {**form_of(agent_client, detail(contact)), "remarks": "meins"}
    other = {**form_of(agent_client, misc(contact)), "remarks": "deins"}
    agent_client.post(misc(contact), other)
    answer = agent_client.post(detail(contact), stale)
    assert answer.status_code == 422
    assert "deins" in text(answer)
    assert "meins" in text(answer)
    contact.refresh_from_db()
    assert contact.remarks == "deins"


def test_saving_untouched_remarks_changes_nothing_of_them(agent_client, contact):
    sent = {**form_of(agent_client, detail(contact)), "given_name": "Marie"}
    assert agent_client.post(detail(contact), sent).status_code == 303
    stored = contact.remarks
    contact.refresh_from_db()
    assert (contact.given_name, contact.remarks) == ("Marie", stored)
    last = Change.objects.filter(subject_id=contact.pk, operation="U").latest("id")
    assert "given_name" in last.after
    assert "remarks" not in last.after


def test_a_page_opened_before_it_had_the_field_says_nothing_of_it(agent_client, contact):
    sent = form_of(agent_client, detail(contact))
    base = json.loads(sent["base"])
    del base["own"]["remarks"], sent["remarks"]
    answer = agent_client.post(detail(contact), {**sent, "base": json.dumps(base)})
    assert answer.status_code == 303
    stored = contact.remarks
    contact.refresh_from_db()
    assert contact.remarks == stored


def test_a_new_contact_can_have_remarks_at_once(agent_client, agency):
    agent_client.post("/kontakte/neu/", typed(remarks="Empfehlung von Frau Berg"))
    assert Contact.objects.get().remarks == "Empfehlung von Frau Berg"
