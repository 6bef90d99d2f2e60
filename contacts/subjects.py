"""Contacts as subjects of the record."""

from django.utils.translation import gettext_lazy as _

from audit.subjects import Subject, register, register_refresh
from contacts.services import refresh_derived, refresh_standing, touch_activity

register(Subject("contact", _("Kontakt"), touch=touch_activity))
register_refresh("contact", refresh_derived)
register_refresh("contact", refresh_standing)
