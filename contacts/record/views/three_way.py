"""Saves the one form of a tab, merging into what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.access import agency_of, signed_in
from base.editing.baseline import baseline
from base.editing.carried import OWN, as_json, own_base, read_base
from base.ui.pages import toast
from contacts.data import ContactData
from contacts.models import Contact
from contacts.record.services.saving import save_contact


def save_values(request: HttpRequest, contact: Contact, values: Mapping[str, Any]) -> None:
    """Saves `values` of the contact's own fields and says so; raises ChangedMeanwhile."""
    base = own_base(read_base(request.POST))
    save_data(request, contact, ContactData(values=values, base=base))


def save_data(request: HttpRequest, contact: Contact, data: ContactData) -> None:
    """Saves `data` and says so; raises ChangedMeanwhile.

    A company's particulars and bank connections make nobody a duplicate who was none before.
    """
    with action("contacts.update") as context:
        save_contact(
            agency=agency_of(request),
            contact=contact,
            data=data,
            user=signed_in(request),
            accept_duplicates=True,
        )
    toast(request, _("Gespeichert."), undo=context.id)


def base_json(contact: Contact, names: Collection[str]) -> str:
    """What the page shows of fields `names`, to be carried in its field `base`."""
    return as_json({OWN: baseline(contact, names)})
