"""The tabs of a property's page."""

from django.utils.translation import gettext_lazy as _

from base.ui.tabs import Tab, register_tab
from properties.models import Property


def _images(record: Property) -> int:
    return record.images.filter(deleted_at=None).count()


def _documents(record: Property) -> int:
    return record.documents.filter(deleted_at=None).count()


register_tab(Tab("property", _("Daten"), _("Daten"), "properties:detail", 10))
register_tab(Tab("property", _("Bilder"), _("Bilder"), "properties:pictures", 20, _images))
register_tab(
    Tab("property", _("Dokumente"), _("Dokumente"), "properties:documents", 30, _documents)
)
register_tab(Tab("property", _("Historie"), _("Historie"), "properties:history", 90))
