"""Properties in the left navigation."""

from django.utils.translation import gettext_lazy as _

from base.ui.navigation import NavItem, register_nav

register_nav(NavItem(_("Immobilien"), "properties:list", "house", 20, "/immobilien/"))
register_nav(NavItem(_("Suchaufträge"), "properties:all_orders", "target", 30, "/suchauftraege/"))
