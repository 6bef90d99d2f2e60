"""Contacts in the left navigation."""

from django.utils.translation import gettext_lazy as _

from base.ui.navigation import NavItem, register_nav

register_nav(NavItem(_("Kontakte"), "contacts:list", "users", 10, "/kontakte/", shortcut="k"))
