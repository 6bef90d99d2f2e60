"""Lets toasts offer *Rückgängig* where it works."""

from uuid import UUID

from django.http import HttpRequest

from audit.undo import reason_to_keep
from base.accounts.access import agency_of
from base.ui.toasts import offer_undo_where


def undo_works(request: HttpRequest, context: UUID) -> bool:
    """Whether this person can take the action back now."""
    return not reason_to_keep(context, agency_of(request).pk)


offer_undo_where(undo_works)
