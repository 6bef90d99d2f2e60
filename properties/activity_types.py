"""What can happen with a property."""

from django.utils.translation import gettext_lazy as _

from audit.activities import ActivityType, register

register(
    ActivityType(
        "properties.imported", _("Aus OpenImmo übernommen"), icon="upload", is_interaction=False
    )
)
register(
    ActivityType(
        "properties.note_added",
        _("Notiz festgehalten"),
        icon="sticky-note",
        evidence_labels={"note": _("Nummer der Notiz"), "happened_at": _("Zeitpunkt")},
    )
)
register(
    ActivityType("orders.created", _("Suchauftrag angelegt"), icon="target", is_interaction=False)
)
