"""Who looks for a property is a prospect."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.choices import ContactRole
from contacts.roles import RoleSource, register_role_source
from properties.orders.models import SearchOrder


def prospects(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Contacts with an order that looks for something."""
    looking = SearchOrder.objects.looking(timezone.localdate()).filter(contact__in=ids)
    for contact_id in looking.order_by().values_list("contact", flat=True).distinct():
        yield contact_id, ContactRole.PROSPECT


register_role_source(RoleSource("orders", _("aus Suchauftrag"), prospects))
