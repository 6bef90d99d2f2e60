"""What can happen with a property."""

from django.utils.translation import gettext_lazy as _

from audit.activities import ActivityType, TakenBack, register

register(
    ActivityType(
        "properties.imported",
        _("Aus OpenImmo übernommen"),
        icon="upload",
        is_interaction=False,
        evidence_labels={
            "file": _("Datei"),
            "index": _("Nummer in der Datei"),
            "outcome": _("Ergebnis"),
        },
        taken_back=TakenBack(
            _("Übernahme aus OpenImmo zurückgenommen"), _("Wieder aus OpenImmo übernommen")
        ),
    )
)
register(
    ActivityType(
        "properties.note_added",
        _("Notiz festgehalten"),
        icon="sticky-note",
        evidence_labels={"note": _("Nummer der Notiz"), "happened_at": _("Zeitpunkt")},
        taken_back=TakenBack(_("Notiz zurückgenommen"), _("Notiz wieder eingesetzt")),
    )
)
register(
    ActivityType(
        "orders.created",
        _("Suchauftrag angelegt"),
        icon="target",
        is_interaction=False,
        taken_back=TakenBack(
            _("Anlegen des Suchauftrags zurückgenommen"), _("Suchauftrag wieder angelegt")
        ),
    )
)
