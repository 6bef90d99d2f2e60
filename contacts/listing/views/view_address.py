"""The address at which the overview shows itself as somebody keeps it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from contacts.models import SavedView


def view_address(view: SavedView) -> str:
    """Where the overview shows the view: its filters stand in the address."""
    pairs = [("spalten", ",".join(view.columns)), ("ansicht", str(view.pk))]
    more = urlencode([(name, value) for name, value in pairs if value])
    kept = view.query if view.query != "alle" else ""
    return f"{reverse('contacts:list')}?{'&'.join(filter(None, [kept, more]))}"
