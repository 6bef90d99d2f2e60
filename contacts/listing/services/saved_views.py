"""Keeps named views of the overview, and what a person chose for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.listing.address import read_query
from contacts.models import ListSettings, SavedView

_MOST = 100


def list_settings(user: User) -> ListSettings:
    """What the person chose; the usual where they never did. One query."""
    chosen = ListSettings.objects.select_related("default_view").filter(user=user).first()
    return chosen or ListSettings(user=user)


@transaction.atomic
def save_view(
    *,
    agency: Agency,
    user: User,
    name: str,
    query: str,
    columns: Sequence[str],
    is_shared: bool,
    view: SavedView | None = None,
) -> SavedView:
    """Keeps a view under `name`, or changes `view`, which has to be the person's own.

    Raises DomainError for an empty name, one that they use already, or too many views.
    """
    is_new = view is None
    view = view or SavedView(agency=agency, owner=user)
    name = read_query(name)[:60]
    mine = SavedView.objects.filter(owner=user)
    if not name:
        raise DomainError(_("Bitte geben Sie der Ansicht einen Namen."))
    if mine.filter(name=name).exclude(pk=view.pk).exists():
        raise DomainError(_("Eine Ansicht mit diesem Namen haben Sie bereits."))
    if is_new and mine.count() >= _MOST:
        raise DomainError(_("Mehr Ansichten sind nicht möglich; löschen Sie zuerst eine andere."))
    view.name, view.query, view.columns = name, query, list(columns)
    view.is_shared = is_shared
    view.save()
    return view


@transaction.atomic
def delete_view(*, view: SavedView) -> None:
    """Forgets a view; who began with it begins with the whole stock again."""
    view.delete()


@transaction.atomic
def choose_default_view(*, user: User, view: SavedView | None) -> None:
    """Makes `view` what the person's overview begins with; None for the whole stock."""
    ListSettings.objects.update_or_create(user=user, defaults={"default_view": view})


@transaction.atomic
def choose_columns(*, user: User, columns: Sequence[str]) -> None:
    """Keeps the columns that the person wants to see; none at all brings the usual ones back."""
    ListSettings.objects.update_or_create(user=user, defaults={"columns": list(columns)})
