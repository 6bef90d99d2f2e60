"""One word for one thing, as docs/words.md has it: walks all messages and templates."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings

from immonaut import translations

TEMPLATES = settings.BASE_DIR / "templates"
RECORDS = r"Kontakt|Immobilie|Suchauftrag|Ansicht"
PARTS = r"Datei|Dokument|Bild|Kriteri|Schlagwort|Passkey|Ausweiskopie"


@dataclass(frozen=True)
class Ban:
    """Words not to be used, where they stand all the same, and what to write instead."""

    words: str
    instead: str
    allowed: tuple[str, ...] = ()


GERMAN = [
    Ban(r"\bStand(s|es)?\b", "Status", ("Stand: %s",)),
    Ban(r"\bZust(and|ände)", "Status", ("Zustand (building)", "Zustand und Verfügbarkeit")),
    Ban(
        r"Freigabe",
        "Link, freigeben or Geschützte Dokumente",
        (
            "Freigabe",
            "Vorder- und Rückseite als PDF oder Bild. Ausweiskopien werden nie zur Freigabe "
            "angeboten; jedes Öffnen steht im Nachweis.",
        ),
    ),
    Ban(
        r"(AGB|Provision)\b[^.;]*\b(fehl|offen)|\b[Oo]hne (die )?(AGB|Provision)", "nicht bestätigt"
    ),
    Ban(rf"({RECORDS})\w* (hinzu[fg]|(neu )?erstell|erfass)", "anlegen"),
    Ban(rf"({PARTS})\w* (\S+ )?(anleg|angelegt)", "hinzufügen"),
]
ENGLISH = [
    Ban(r"\b[Ss]har(e|ing) links?\b", "link"),
    Ban(r"\b[Ss]tate\b", "status", ("State", "Business state")),  # Bundesland
    Ban(r"\b[Cc]ondition\b", "status", ("Condition", "Condition and availability")),
    Ban(r"\b[Tt]erms\b[^.;]*\bmissing\b|\b[Ww]ithout (terms|commission)", "not confirmed"),
]
# The same German verb is the same English one.
PAIRS = [
    (r"\b([Aa]nlegen|[Aa]ngelegt(e|en)?)\b", r"\b([Cc]reat|[Nn]ew\b)"),
    (r"[Hh]inzu(füg|gefügt)", r"\b[Aa]dd"),
    (r"\bStatus\b", r"\b[Ss]tatus\b"),
    (r"(AGB|Provision).*[Nn]icht bestätigt", r"\bnot confirmed\b"),
    (r"\bLinks?\b", r"\blinks?\b"),
    (r"Geschützte\w* Dokumente", r"[Pp]rotected documents"),
]


def messages():
    """German and English of every message, its plural apart; the context in brackets."""
    for message in translations.stored():
        if message.id:
            german = [message.id] if isinstance(message.id, str) else message.id
            english = [message.string] if isinstance(message.string, str) else message.string
            place = f" ({message.context})" if message.context else ""
            yield from ((one + place, other) for one, other in zip(german, english, strict=False))


def broken(ban, texts):
    return [one for one in texts if re.search(ban.words, one) and one not in ban.allowed]


@pytest.mark.parametrize("ban", GERMAN, ids=lambda ban: ban.words)
def test_german_has_one_word_for_one_thing(ban):
    assert broken(ban, [german for german, _english in messages()]) == [], f"write: {ban.instead}"


@pytest.mark.parametrize("ban", ENGLISH, ids=lambda ban: ban.words)
def test_english_has_one_word_for_one_thing(ban):
    assert broken(ban, [english for _german, english in messages()]) == [], f"write: {ban.instead}"


@pytest.mark.parametrize(("german", "english"), PAIRS)
def test_one_german_word_is_one_english_word(german, english):
    apart = {
        one: other
        for one, other in messages()
        if re.search(german, one) and not re.search(english, other, re.IGNORECASE)
    }
    assert apart == {}


@pytest.mark.parametrize("ban", GERMAN, ids=lambda ban: ban.words)
def test_text_that_stands_bare_in_templates_keeps_to_it_too(ban):
    bare = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
    found = {
        path.name: word
        for path in TEMPLATES.rglob("*.html")
        if (
            word := broken(
                ban,
                re.split(
                    bare,
                    re.sub(
                        r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL
                    ),
                ),
            )
        )
    }
    assert found == {}


def test_the_words_of_the_manual_stand():
    """Buttons, tabs and headings that the manual names."""
    known = {german for german, _english in messages()}
    assert known >= {
        "Hinzufügen",
        "Speichern",
        "Löschen",
        "Persönliches",
        "Firma",
        "Sonstiges",
        "Dateien",
        "Durchsuchen",
        "Suchaufträge",
        "Interesse und Verwaltung",
        "Verbundene Personen",
        "Geschützte Dokumente",
        "Link generieren",
        "Link abspeichern",
        "Erstellte Links",
        "AGB / Provision – Nicht bestätigt",
        "Aktivitätsnachweis",
        "Historie",
    }


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("Stand", True),
        ("Standard", False),
        ("Stand: %s", False),
        ("Zustand", True),
        ("Zuständig", False),
        ("Freigabe gelöscht", True),
        ("Dokumente freigeben", False),
        ("AGB fehlt", True),
        ("Adresse fehlt", False),
        ("Kontakt hinzufügen", True),
        ("Kontakt anlegen", False),
        ("Dateien anlegen", True),
        ("Immobilie neu erstellen", True),
    ],
)
def test_the_bans_catch_what_they_are_for(text, is_broken):
    assert any(broken(ban, [text]) for ban in GERMAN) is is_broken
