"""Every problem that reading reports, with its words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.vcard.card import Problem

_MESSAGES: Final[dict[str, Promise]] = {
    "no_card": _("In dieser Datei steht keine vCard."),
    "file_too_large": _("Diese Datei ist zu groß und wurde nicht gelesen."),
    "too_many_cards": _("Diese Datei enthält zu viele Karten. Die weiteren wurden nicht gelesen."),
    "no_begin": _("Der Anfang der Karte (BEGIN) fehlt. Gelesen wurde, was da ist."),
    "no_end": _("Das Ende der Karte (END) fehlt. Gelesen wurde, was da ist."),
    "nested": _("Diese Karte steht in einer anderen Karte."),
    "empty": _("Diese Karte ist leer."),
    "no_name": _("Diese Karte enthält keinen Namen."),
    "too_many_lines": _("Diese Karte hat zu viele Zeilen. Die weiteren wurden nicht gelesen."),
    "text_cut": _("Ein sehr langer Text wurde gekürzt."),
    "unreadable_line": _("Eine Zeile ließ sich nicht zuordnen. Sie steht in den Bemerkungen."),
    "joined_line": _("Eine Zeile war falsch umbrochen und wurde wieder angefügt."),
    "charset_guessed": _(
        "Die Datei nennt ihren Zeichensatz nicht oder falsch. Bitte Umlaute prüfen."
    ),
    "characters_lost": _("Einige Zeichen waren nicht lesbar. Bitte die Texte prüfen."),
    "control_characters": _("Unsichtbare Steuerzeichen wurden entfernt."),
    "birth_date": _("Das Geburtsdatum ist unvollständig oder unmöglich."),
    "photo_damaged": _("Das Foto ist beschädigt."),
    "photo_too_large": _("Das Foto ist zu groß und wurde nicht übernommen."),
    "photo_linked": _("Das Foto liegt im Internet und wird nicht abgerufen."),
    "binary_left_out": _("Ein eingebetteter Anhang (Logo, Ton oder Schlüssel) wurde ausgelassen."),
    "group_card": _("Diese Karte ist eine Verteilerliste, keine Person."),
}


def problem(code: str, line: int | None = None) -> Problem:
    """The problem of this code at a line of the file."""
    return Problem(code, _MESSAGES[code], line)
