"""Tells the record what a property is."""

from django.utils.translation import gettext_lazy as _

from audit.subjects import Subject, register, register_refresh
from properties.orders.tokens import refresh_contacts
from properties.parties.services import refresh_parties
from properties.services import refresh_derived, touch_activity

register(
    Subject(
        "property",
        _("Immobilie"),
        touch=touch_activity,
        page="properties:detail",
        overview="properties:list",
    )
)
register_refresh("property", refresh_derived)
register_refresh("property", refresh_parties)
register_refresh("contact", refresh_contacts)
