"""Who looks for a property is a prospect; others are what they are to one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
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


def prospects(ids: Collection[int]) -> Iterator[QuerySet[Any, Any]]:
    """Contacts with an order that looks for something."""
    looking = SearchOrder.objects.looking(timezone.localdate()).filter(contact__in=ids)
    yield looking.annotate(holder=F("contact"), role=Value(str(ContactRole.PROSPECT)))


def parties(ids: Collection[int]) -> Iterator[QuerySet[Any, Any]]:
    """Contacts that are interested in a property, own or manage one."""
    rows = Party.objects.present().filter(contact__in=ids)
    words = [When(kind=kind, then=Value(str(role))) for kind, role in _ROLE_OF.items()]
    yield rows.annotate(holder=F("contact"), role=Case(*words, output_field=CharField()))


register_role_source(
    RoleSource("parties", _("aus Immobilie"), parties, frozenset(_ROLE_OF.values()))
)
register_role_source(
    RoleSource("orders", _("aus Suchauftrag"), prospects, frozenset({ContactRole.PROSPECT}))
)
