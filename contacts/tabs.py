"""The tabs of a contact that this app brings itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from base.ui.tabs import Panel, Tab, register_panel, register_tab
from contacts.models import ContactFile
from contacts.models.files import ContactFileQuerySet
from contacts.relations.queries import present_relations

GROUP = _("Kontakt")


def _files(contact: Any) -> ContactFileQuerySet:
    return ContactFile.objects.personal().filter(contact=contact, deleted_at__isnull=True)


register_tab(Tab("contact", GROUP, _("Persönliches"), "contacts:detail", 10))
register_tab(Tab("contact", GROUP, _("Firma"), "contacts:company", 20))
register_tab(Tab("contact", GROUP, _("Sonstiges"), "contacts:misc", 30))
register_tab(Tab("contact", GROUP, _("Dateien"), "contacts:files", 40, count=_files))

PEOPLE = _("Verbundene Personen")
register_tab(Tab("contact", PEOPLE, PEOPLE, "contacts:relations", 70, count=present_relations))

RECORD = _("Nachweise")
register_tab(Tab("contact", RECORD, _("Aktivitätsnachweis"), "contacts:activities", 510))
register_tab(Tab("contact", RECORD, _("Historie"), "contacts:history", 520))
register_panel(Panel("contact", _("Zuletzt"), "contacts:recent", 90))
