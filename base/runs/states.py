"""How the steps of all runs are called."""

from django.utils.translation import gettext_lazy as _

WAITS = _("Wartet")
RUNS = _("Läuft")
DONE = _("Abgeschlossen")
UNDOING = _("Wird rückgängig gemacht")
UNDONE = _("Rückgängig gemacht")
