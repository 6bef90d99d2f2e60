"""Writes how a letter begins: for women, men, couples, companies, and where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override

from contacts.choices import ContactKind, Salutation


class Addressed(Protocol):
    """Whom a letter goes to."""

    kind: str
    salutation: str
    title_before: str
    given_name: str
    family_name: str
    language: str


def language_of(contact: Addressed) -> str:
    """The language the product writes to a contact in: English on request, else German."""
    return "en" if contact.language == "en" else "de"


def letter_opening(contact: Addressed, members: Sequence[Addressed] = ()) -> str:
    """»Sehr geehrte Frau Mag. Gruber«, in the contact's language; `members` of a couple.

    Who is neither Frau nor Herr, or of whom that is not known, is greeted by the whole name.
    """
    with override(language_of(contact)):
        if contact.kind == ContactKind.COUPLE and members:
            first, *others = (_opening(one) for one in members)
            return ", ".join([first, *(text[:1].lower() + text[1:] for text in others)])
        return _opening(contact)


def _opening(one: Addressed) -> str:
    name = " ".join(filter(None, [one.title_before, one.family_name]))
    if one.kind == ContactKind.COMPANY or not (one.given_name or one.family_name):
        return _("Sehr geehrte Damen und Herren")
    if one.family_name and one.salutation == Salutation.MS:
        return _("Sehr geehrte Frau %s") % name
    if one.family_name and one.salutation == Salutation.MR:
        return _("Sehr geehrter Herr %s") % name
    if one.family_name and one.salutation == Salutation.FAMILY:
        return _("Sehr geehrte Familie %s") % one.family_name
    whole = " ".join(filter(None, [one.title_before, one.given_name, one.family_name]))
    return _("Guten Tag %s") % whole
