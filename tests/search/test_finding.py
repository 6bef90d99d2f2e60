"""The search of the whole product: what it finds, while one types and on its page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from audit.models import Change
from audit.undo import undo_context
from contacts.data import ContactData, phone_row
from contacts.duplicates.normalise import fold
from contacts.services import create_contacts, delete_contact
from properties.models import Note, NoteKind
from properties.notes.services import NoteData, add_note, remove_note
from properties.orders.services import create_order

PAGE, WHILE_TYPING = "/suche/", "/suche/vorschlaege/"


def found(client, query, address=WHILE_TYPING):
    """Titles of the hits by the name of their group."""
    page = html.fromstring("<div>" + client.get(address, {"q": query}).content.decode() + "</div>")
    groups = page.xpath("//*[@role='group' or contains(@aria-labelledby, 'found-')]")
    return {
        (group.get("aria-label") or group.xpath(".//h2")[0].text.strip()): [
            " ".join(title.text_content().split())
            for title in group.xpath(".//*[contains(@class, 'row-title')]")
        ]
        for group in groups
    }


@pytest.mark.parametrize("address", [PAGE, WHILE_TYPING])
def test_both_find_the_same_of_every_kind(agent_client, office, address):
    assert found(agent_client, "wimmer", address) == {
        "Kontakte": ["Nora Wimmer"],
        "Immobilien": ["Altbau am Wimmerpark"],
        "Suchaufträge": ["Wimmer sucht Grünes in Weiß"],
        "Notizen": ["Frau Wimmer will die Straßenseite nicht"],
    }


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("1390", "Kontakte"),
        ("4821390", "Kontakte"),
        ("+43 664 482", "Kontakte"),
        ("nora@example.at", "Kontakte"),
        ("G-17", "Immobilien"),
        ("gruenes weiss", "Suchaufträge"),
        ("grünes", "Suchaufträge"),
        ("strassenseite", "Notizen"),
        ("STRASSENSEITE", "Notizen"),
    ],
)
def test_in_any_notation_and_spelling(agent_client, office, query, kind):
    assert list(found(agent_client, query)) == [kind]


@pytest.mark.parametrize("query", ["", " ", "\x00", "%", ".*", "(", "\\", "[", "x" * 5_000])
def test_nothing_and_nonsense_find_nothing_and_break_nothing(agent_client, office, query):
    assert found(agent_client, query) == {}


def test_it_says_how_many_and_leads_to_all(agent_client, agency, agent, office):
    items = [ContactData({"family_name": f"Wimmer{n}"}) for n in range(9)]
    create_contacts(agency=agency, items=items, user=agent)
    page = agent_client.get(WHILE_TYPING, {"q": "wimmer"}).content.decode()
    assert "Die ersten 7 Treffer" in page
    assert 'href="/suche/?q=wimmer"' in page
    assert "1 Treffer" in agent_client.get(WHILE_TYPING, {"q": "1390"}).content.decode()
    nothing = agent_client.get(WHILE_TYPING, {"q": "<zzz>"}).content.decode()
    assert "Nichts gefunden zu »&lt;zzz&gt;«" in nothing


def test_what_lies_in_the_bin_and_what_is_anothers_is_not_found(
    agent_client, stranger_client, office
):
    assert found(stranger_client, "wimmer") == {}
    delete_contact(contact=office)
    assert found(agent_client, "wimmer") == {"Immobilien": ["Altbau am Wimmerpark"]}


def test_it_asks_as_often_for_many_as_for_few(agent_client, agency, agent, office):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            agent_client.get(WHILE_TYPING, {"q": "wimmer"})
        return len(asked)

    agent_client.get(WHILE_TYPING, {"q": "wimmer"})
    few = queries()
    items = [
        ContactData({"family_name": f"Wimmer{n}"}, phones=[phone_row(f"0664 5550{n:03d}")])
        for n in range(30)
    ]
    for contact in create_contacts(agency=agency, items=items, user=agent):
        create_order(contact=contact, title=f"Wimmer {contact.pk}", criteria=[])
        data = NoteData(NoteKind.NOTE, timezone.now(), "Wimmer", contact=contact)
        add_note(user=agent, data=data)
    assert queries() == few


@pytest.mark.parametrize(
    "written",
    [
        "Bäcker",
        "Baecker",
        "Straße",
        "STRASSE",
        "Łódź",
        "GRÜSSE aus Köln",
        "Neue Österreicher",
        "Citroën",
        "Müller-Lüdenscheidt",
        "Çelik",
        "O'Brien",
        "Maß",
        "Israel",
        "Poesie",
        "Zuerich",
        "Quelle",
        "Bauer und Neuer",
        "Ærø",
        "Dvořák",
        "Œuvre",
        "100 % _sicher_",
    ],
)
def test_the_database_folds_as_we_do(nora, agent, written):
    """Every word that somebody types, folded, stands in what the database keeps."""
    data = NoteData(NoteKind.NOTE, timezone.now(), written, contact=nora)
    note, _context = add_note(user=agent, data=data)
    note.refresh_from_db()
    assert [word for word in fold(written).split() if word not in note.folded] == []


def test_history_and_undo_know_nothing_of_the_folded_text(office, note):
    assert not Change.objects.filter(after__has_key="folded").exists()
    number = note.pk
    undo_context(context=remove_note(note=note), agency_id=note.agency_id)
    assert Note.objects.get(pk=number).folded.startswith("frau wimmer")
