"""The people behind a company, for its tab *Firma*."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from contacts.choices import ContactKind
from contacts.models import Contact
from contacts.relations.queries import people_behind

register = template.Library()


@register.inclusion_tag("contacts/company_people.html", takes_context=True)
def company_people(context: Context, contact: Contact) -> dict[str, Any]:
    """Representatives and owners with links; nothing for a person who represents no company."""
    return {
        "contact": contact,
        "may_write": context.get("may_write", False),
        "groups": people_behind(contact) if contact.kind == ContactKind.COMPANY else [],
    }
