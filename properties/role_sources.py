"""Who looks for a property is a prospect; others are what they are to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.choices import ContactRole
from contacts.roles import RoleSource, register_role_source
from properties.models import Party, PartyKind, SearchOrder

_ROLE_OF = {
    PartyKind.INTEREST: ContactRole.PROSPECT,
    PartyKind.OWNER: ContactRole.OWNER,
    PartyKind.MANAGER: ContactRole.MANAGER,
}


def prospects(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Contacts with an order that looks for something."""
    looking = SearchOrder.objects.looking(timezone.localdate()).filter(contact__in=ids)
    for contact_id in looking.order_by().values_list("contact", flat=True).distinct():
        yield contact_id, ContactRole.PROSPECT


def parties(ids: Collection[int]) -> Iterator[tuple[int, str]]:
    """Contacts that are interested in a property, own or manage one."""
    rows = Party.objects.present().filter(contact__in=ids).order_by()
    for contact_id, kind in rows.values_list("contact", "kind").distinct():
        yield contact_id, _ROLE_OF[PartyKind(kind)]


register_role_source(RoleSource("parties", _("aus Immobilie"), parties))
register_role_source(RoleSource("orders", _("aus Suchauftrag"), prospects))
