"""Rows of the overview as HTML, made without a template.

In a template the cells alone would cost more than everything else on the page together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from contacts.listing.columns import Column, Words
from contacts.models import Contact

Cell = Callable[[Contact], str]
_ALWAYS = ("id", "initials", "photo_id")


def fields_of(columns: Iterable[Column]) -> list[str]:
    """The database columns that rows with these columns need."""
    needed = [name for column in columns for name in column.fields]
    return list(dict.fromkeys([*_ALWAYS, *needed]))


def draw_rows(
    contacts: Iterable[Contact], columns: Sequence[Column], words: Words, *, selectable: bool
) -> list[SafeString]:
    """One `<tr>` for each contact; every value in it is escaped."""
    cells = [_cell(column, words) for column in columns]
    base, choose = reverse("contacts:list"), escape(_("auswählen"))
    drawn = []
    for contact in contacts:
        name = escape(contact.display_name)
        parts = [_check(contact, name, choose)] if selectable else []
        parts.append(_name(contact, name, base))
        parts += [cell(contact) for cell in cells[1:]]
        drawn.append(mark_safe(f"<tr>{''.join(parts)}</tr>"))  # noqa: S308 - escaped above
    return drawn


def _check(contact: Contact, name: str, choose: str) -> str:
    return (
        '<td class="cell-check"><input class="form-check-input" type="checkbox" name="id"'
        f' value="{contact.pk}" aria-label="{name} {choose}"></td>'
    )


def _name(contact: Contact, name: str, base: str) -> str:
    address = f"{base}{contact.pk}/"
    if contact.photo_id:
        face = (
            f'<img class="avatar avatar-28" src="{address}foto/" alt="" width="28" height="28"'
            ' loading="lazy">'
        )
    else:
        initials = escape(contact.initials) or "?"
        face = f'<span class="avatar avatar-28" aria-hidden="true">{initials}</span>'
    return f'<td><a class="cell-name" href="{address}">{face}{name}</a></td>'


def _cell(column: Column, words: Words) -> Cell:
    """The function that draws a column's cell; label and classes are worked out only once."""
    css = f' class="{column.css}"' if column.css else ""
    begin = f'<td data-label="{escape(str(column.label))}"{css}>'
    text = column.text
    if column.key == "terms":
        yes = f'{begin}<span class="badge badge-ok">{escape(words.confirmed)}</span></td>'
        no = f'{begin}<span class="badge badge-danger">{escape(words.missing)}</span></td>'
        return lambda contact: yes if contact.terms_confirmed_at else no
    if column.key == "email":
        begin = begin.removesuffix(">")
        return lambda contact: (
            f'{begin} title="{(shown := escape(text(contact, words)))}">{shown}</td>'
        )
    if column.key == "rating":
        return lambda contact: (
            f'{begin}<span role="img" aria-label="{contact.rating} / 5">'
            f"{text(contact, words)}</span></td>"
            if contact.rating
            else f"{begin}</td>"
        )
    return lambda contact: f"{begin}{escape(text(contact, words))}</td>"
