"""What can be wrong with a feed, said in a sentence the agent understands."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from base.labels import Label

Message = Label

_MESSAGES = {
    # The file as a whole
    "empty_file": _("Die Datei ist leer."),
    "file_too_large": _("Die Datei ist größer als die erlaubten {value}."),
    "not_xml": _("Das ist weder ein OpenImmo-Dokument (XML) noch ein ZIP-Archiv damit."),
    "not_openimmo": _("Das ist kein OpenImmo-Dokument (Wurzelelement „{value}“)."),
    "is_feedback": _("Das ist eine OpenImmo-Rückmeldung (Feedback) und enthält keine Immobilien."),
    "unsafe_xml": _("Das Dokument definiert eigene Entitäten und wird deshalb nicht gelesen."),
    "not_well_formed": _("Das XML ist ab Zeile {value} beschädigt; gelesen wurde das Lesbare."),
    "repaired_xml": _("Das XML enthielt unzulässige Zeichen; sie wurden berichtigt."),
    "wrong_encoding": _("Der angegebene Zeichensatz stimmt nicht; gelesen wurde als {value}."),
    "too_many_elements": _("Das Dokument hat zu viele Elemente und wird nicht gelesen."),
    "too_many_listings": _("Das Dokument hat mehr als {value} Immobilien; die übrigen fehlen."),
    "no_listings": _("Das Dokument enthält keine Immobilien."),
    # The archive around it
    "broken_archive": _("Das ZIP-Archiv ist beschädigt und kann nicht gelesen werden."),
    "archive_without_document": _("Im ZIP-Archiv ist kein OpenImmo-Dokument."),
    "too_many_entries": _("Das ZIP-Archiv hat mehr als {value} Einträge."),
    "archive_too_large": _("Das ZIP-Archiv ist entpackt größer als die erlaubten {value}."),
    "suspicious_compression": _("„{value}“ ist verdächtig stark komprimiert und wird ausgelassen."),
    "entry_too_large": _("„{value}“ ist zu groß und wird ausgelassen."),
    "nested_archive": _("Das Archiv „{value}“ im Archiv wird nicht geöffnet."),
    "encrypted_entry": _("„{value}“ ist verschlüsselt und wird ausgelassen."),
    "broken_entry": _("„{value}“ ist beschädigt und wird ausgelassen."),
    "unsafe_name": _("„{value}“ hat einen unzulässigen Pfad; verwendet wird nur der Name."),
    "unreferenced_files": _("Dateien im Archiv, die keine Immobilie nennt: {value}"),
    # One property
    "unreadable_listing": _("Diese Immobilie konnte nicht gelesen werden."),
    "incomplete_listing": _(
        "Das Dokument bricht ab; diese Immobilie ist vielleicht unvollständig."
    ),
    "no_object_number": _("Die Immobilie hat keine Objektnummer."),
    "unknown_action": _("Die Aktion „{value}“ ist unbekannt; behandelt wie eine Änderung."),
    "unknown_object_type": _("Die Objektart „{value}“ ist unbekannt."),
    "unknown_value": _("Der Wert „{value}“ ist unbekannt und wurde als Zusatzangabe aufgehoben."),
    "invalid_number": _("„{value}“ ist keine verständliche Zahl."),
    "ambiguous_number": _("„{value}“ wurde mit Tausendertrennzeichen gelesen."),
    "invalid_date": _("„{value}“ ist kein verständliches Datum."),
    "invalid_value": _("„{value}“ ist hier kein gültiger Wert."),
    "guessed_marketing_type": _("Die Vermarktungsart fehlt; sie wurde aus dem Preis erschlossen."),
    "unusual_rent_period": _("Die Miete gilt nicht je Monat, sondern je {value}."),
    "value_shortened": _("Der Wert ist zu lang und wurde gekürzt."),
    "too_many_values": _("Die Immobilie hat zu viele Angaben; die letzten fehlen."),
    # One attachment
    "attachment_missing": _("Die Datei „{value}“ fehlt im Archiv."),
    "attachment_without_data": _("Der Anhang hat weder Datei noch Adresse."),
    "attachment_empty": _("Die Datei „{value}“ ist leer."),
    "attachment_undecodable": _("Der eingebettete Anhang ist beschädigt."),
    "attachment_unsafe_path": _(
        "„{value}“ verweist auf eine fremde lokale Datei und wird ignoriert."
    ),
    "too_many_attachments": _("Die Immobilie hat mehr als {value} Anhänge; die übrigen fehlen."),
}

_LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Problem:
    """One thing the agent should know about what was read.

    `code` is stable and for programs, `message` for people (translated when
    shown), `path` says where in the document, e.g. ``preise/kaufpreis``.
    """

    code: str
    message: Message
    path: str = ""


def problem(code: str, *, value: str = "", path: str = "") -> Problem:
    """Make the problem `code`; `value` is what the document said, quoted shortened.

    Raises KeyError for a code that has no message.
    """
    quote = value if len(value) <= _LONGEST_QUOTE else value[: _LONGEST_QUOTE - 1] + "…"
    return Problem(code, format_lazy(_MESSAGES[code], value=quote), path)
