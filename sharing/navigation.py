"""This app's entries in the left navigation."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from base.ui.navigation import NavItem, register_nav

register_nav(NavItem(_("Geschützte Dokumente"), "sharing:overview", "link", 40, "/freigaben/"))
register_nav(NavItem(_("Postausgang"), "sharing:outbox", "send", 50, "/postausgang/"))
if settings.MAILBOX_DIR:
    register_nav(NavItem(_("Postfach"), "sharing:mailbox", "inbox", 60, "/postfach/", shortcut="m"))
