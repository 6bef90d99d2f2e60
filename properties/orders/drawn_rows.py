"""Rows of the overview of all search orders as HTML, made without a template.

In a template the cells of fifty orders would cost more than everything else on the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from base.ui.formats import day, relative_day
from base.ui.templatetags.ui import avatar, badge
from contacts.models.contact import NAMED_BY
from properties.matching.wording import describe_criterion, in_order
from properties.models.orders import STATE_TONES, OrderState, SearchOrder

_NOTHING = "–"
# The columns that a row needs.
FIELDS = (
    *("title", "state", "valid_until", "created_at", "contact_id", "contact__initials"),
    *(f"contact__{name}" for name in NAMED_BY),
)


def draw_rows(orders: Iterable[SearchOrder]) -> list[SafeString]:
    """One `<tr>` for each order, whose contact is at hand; every value in it is escaped."""
    rows = _Rows()
    return [mark_safe(rows.row(one)) for one in orders]  # noqa: S308 - escaped below


class _Rows:
    """What rows consist of; labels and states are worked out once for all of them."""

    def __init__(self) -> None:
        labels = (_("Suchauftrag"), _("Kriterien"), _("Status"), _("Gültig bis"), _("Angelegt"))
        self._title, self._criteria, self._state, self._until, self._created = (
            f'data-label="{escape(label)}"' for label in labels
        )
        self._today = timezone.localdate()
        self._states = {str(one): badge(one.label, STATE_TONES[one]) for one in OrderState}
        self._expired = badge(_("Abgelaufen"), "danger")

    def row(self, order: SearchOrder) -> str:
        """The whole row; an order's address lies below that of its contact's orders."""
        name = order.contact.display_name
        base = reverse("properties:orders", args=[order.contact_id])
        face = avatar(name, order.contact.initials)
        until = day(order.valid_until) or _NOTHING
        return (
            f'<tr><td><a class="cell-name" href="{base}">{face}{escape(name)}</a></td>'
            f'<td {self._title}><a href="{base}{order.pk}/">{escape(order.title)}</a></td>'
            f"<td {self._criteria}><span>{escape(_criteria(order))}</span></td>"
            f"<td {self._state}>{self._badge(order)}</td>"
            f'<td class="nowrap" {self._until}>{until}</td>'
            f'<td class="nowrap" {self._created}>{relative_day(order.created_at)}</td></tr>'
        )

    def _badge(self, order: SearchOrder) -> str:
        is_over = order.state == OrderState.ACTIVE and order.is_expired(self._today)
        return self._expired if is_over else self._states[order.state]


def _criteria(order: SearchOrder) -> str:
    """What is looked for, in words."""
    return " · ".join(map(describe_criterion, in_order(order.wanted()))) or _NOTHING
