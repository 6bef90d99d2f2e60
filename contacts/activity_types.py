"""What can happen with a contact."""

from django.utils.translation import gettext_lazy as _

from audit.activities import ActivityType, register

register(
    ActivityType(
        "contacts.secret_shown", _("Geschützte Angabe angezeigt"), "eye", is_interaction=False
    ),
    ActivityType(
        "contacts.exported",
        _("Kontakte exportiert"),
        "download",
        is_interaction=False,
        evidence_labels={"count": _("Anzahl"), "format": _("Format"), "selection": _("Auswahl")},
    ),
    ActivityType("contacts.merged", _("Zusammengeführt"), "combine", is_interaction=False),
)
