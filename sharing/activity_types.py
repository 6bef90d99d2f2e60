"""What can happen on the way to the customer."""

from django.utils.translation import gettext_lazy as _

from audit.activities import ActivityType, TakenBack, register
from sharing.activities import how_the_link_stands, how_the_terms_stand

_DOCUMENTS = {"documents": _("Unterlagen"), "link": _("Link")}
_MAIL = {
    "to": _("Empfänger"),
    "subject": _("Betreff"),
    "message_id": _("Message-ID"),
    "smtp_answer": _("Antwort des Mailservers"),
    "attempts": _("Versuche"),
    "error": _("Fehler"),
    "handed_over_at": _("Ganz übergeben am"),
    "text_sha256": _("Prüfsumme des Textes"),
}
_FILE = {
    "name": _("Datei"),
    "sha256": _("Prüfsumme"),
    "size": _("Größe (Bytes)"),
    "link": _("Link"),
    "files": _("Dateien"),
    "view": _("Nummer der Ansicht"),
}

register(
    ActivityType(
        "sharing.link_saved",
        _("Link gültig"),
        icon="link",
        evidence_labels={**_DOCUMENTS, "valid_until": _("Gültig bis")},
        taken_back=TakenBack(
            _("Speichern des Links zurückgenommen"),
            _("Link wieder gespeichert"),
            now=how_the_link_stands,
        ),
    ),
    ActivityType(
        "sharing.link_deleted",
        _("Link gelöscht"),
        icon="link-2-off",
        evidence_labels=_DOCUMENTS,
        taken_back=TakenBack(
            _("Löschen des Links zurückgenommen"),
            _("Link wieder gelöscht"),
            now=how_the_link_stands,
        ),
    ),
    ActivityType(
        "sharing.link_viewed",
        _("Link angesehen"),
        icon="eye",
        evidence_labels={**_DOCUMENTS, "view": _("Nummer der Ansicht"), "user_agent": _("Gerät")},
    ),
    ActivityType(
        "sharing.document_opened", _("Dokument geöffnet"), icon="file-check", evidence_labels=_FILE
    ),
    ActivityType(
        "sharing.documents_downloaded",
        _("Unterlagen heruntergeladen"),
        icon="download",
        evidence_labels=_FILE,
    ),
    ActivityType("sharing.mail_sent", _("E-Mail gesendet"), icon="mail", evidence_labels=_MAIL),
    ActivityType(
        "sharing.mail_failed",
        _("E-Mail nicht zugestellt"),
        icon="mail-x",
        is_interaction=False,
        evidence_labels=_MAIL,
    ),
    ActivityType(
        "sharing.mail_unclear",
        _("E-Mail unklar"),
        icon="mail-question-mark",
        is_interaction=False,
        evidence_labels=_MAIL,
    ),
    ActivityType(
        "sharing.mail_arrived", _("E-Mail angekommen"), icon="mail-check", evidence_labels=_MAIL
    ),
    ActivityType(
        "sharing.terms_confirmed",
        _("AGB / Provision bestätigt"),
        icon="file-pen-line",
        evidence_labels={
            "confirmed_on": _("Bestätigt am"),
            "method": _("Weg"),
            "file": _("Nachweis"),
            "file_sha256": _("Prüfsumme des Nachweises"),
            "text_sha256": _("Prüfsumme des Wortlauts"),
        },
        taken_back=TakenBack(
            _("Eintrag der Bestätigung zurückgenommen"),
            _("Bestätigung wieder eingetragen"),
            now=how_the_terms_stand,
        ),
    ),
    ActivityType(
        "sharing.terms_revoked",
        _("AGB / Provision widerrufen"),
        icon="file-x",
        evidence_labels={"reason": _("Grund"), "confirmed_on": _("War bestätigt am")},
        taken_back=TakenBack(
            _("Widerruf der Bestätigung zurückgenommen"),
            _("Bestätigung wieder widerrufen"),
            now=how_the_terms_stand,
        ),
    ),
)
