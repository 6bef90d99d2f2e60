"""The frame around every page of one contact."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from base.accounts.access import signed_in
from base.ui.headers import header_of
from base.ui.pages import render_page
from base.ui.tabs import panels, tab_rows
from contacts.choices import FEMALE_ROLES, ContactKind, ContactRole, Salutation
from contacts.couples import couple_of
from contacts.identification import deletion_warning, id_warning
from contacts.models import Contact


def render_contact_tab(
    request: HttpRequest,
    contact: Contact,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragments: Collection[str] = (),
    status: int = 200,
    tab: str = "",
) -> HttpResponse:
    """A page of `contact`, whose template extends `contacts/frame.html`, or its fragment.

    `tab` is the URL name of the tab to mark; by default that of the request.
    """
    match = request.resolver_match
    current = tab or (match.view_name if match else "")
    framed = {
        "contact": contact,
        "role_labels": role_labels(contact),
        "tab_rows": tab_rows("contact", contact, current),
        "couple": couple_of(contact),
        "header": header_of("contact"),
        "panels": panels("contact", contact, current),
        "id_warnings": _id_warnings(contact),
        "may_write": signed_in(request).may_write,
        **(context or {}),
    }
    return render_page(request, template, framed, fragments=fragments, status=status)


def _id_warnings(contact: Contact) -> list[str]:
    today = timezone.localdate()
    return [told for warn in (id_warning, deletion_warning) if (told := warn(contact, today))]


def role_labels(contact: Contact) -> list[str]:
    """What the contact is to the agency, in words: by hand or by itself."""
    known = {*contact.roles, *contact.derived_roles}
    is_woman = contact.kind == ContactKind.PERSON and contact.salutation == Salutation.MS
    words = FEMALE_ROLES if is_woman else {role: role.label for role in ContactRole}
    return [str(words[role]) for role in ContactRole if role in known]
