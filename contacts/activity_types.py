"""What can happen with a contact."""

from django.utils.translation import gettext_lazy as _

from audit.activities import ActivityType, TakenBack, register

register(
    ActivityType(
        "contacts.secret_shown", _("Geschützte Angabe angezeigt"), "eye", is_interaction=False
    ),
    ActivityType(
        "contacts.consent_given",
        _("Einwilligung erteilt"),
        "shield-check",
        evidence_labels={
            "given_at": _("Erteilt am"),
            "method": _("Weg"),
            "file": _("Nachweis"),
            "text_sha256": _("Prüfsumme des Wortlauts"),
            "file_sha256": _("Prüfsumme der Datei"),
        },
        taken_back=TakenBack(
            _("Eintrag einer Einwilligung zurückgenommen"), _("Einwilligung wieder eingetragen")
        ),
    ),
    ActivityType(
        "contacts.consent_withdrawn",
        _("Einwilligung widerrufen"),
        "shield-x",
        evidence_labels={"note": _("Anmerkung")},
        taken_back=TakenBack(
            _("Widerruf einer Einwilligung zurückgenommen"), _("Einwilligung wieder widerrufen")
        ),
    ),
    ActivityType(
        "contacts.exported",
        _("Kontakte exportiert"),
        "download",
        is_interaction=False,
        evidence_labels={"count": _("Anzahl"), "format": _("Format"), "selection": _("Auswahl")},
    ),
    ActivityType(
        "contacts.merged",
        _("Zusammengeführt"),
        "combine",
        is_interaction=False,
        taken_back=TakenBack(_("Zusammenführung zurückgenommen"), _("Wieder zusammengeführt")),
    ),
)
