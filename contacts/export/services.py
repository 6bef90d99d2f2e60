"""Hands contacts out as a file, and keeps on record who took how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Activity
from audit.services import record_activity
from base.accounts.models import Agency
from base.jobs.bulk.kinds import Tell
from base.labels import Label
from base.listing.keyset import Order, in_order
from base.ui.formats import quantity
from contacts.export.cards import ROWS, card_bytes
from contacts.export.letters import LETTER_COLUMNS, with_letter_values
from contacts.export.sheets import csv_lines, xlsx_file
from contacts.listing.columns import Column, Words
from contacts.listing.drawn_rows import fields_of
from contacts.listing.selection import Selection
from contacts.models import Contact

# The name of the runs that write a large file.
KIND = "contacts_export"
ACTIVITY = "contacts.exported"
_CHUNK = 500
Content = Iterator[str] | Iterator[bytes] | IO[bytes]
Source = Callable[[], Iterable[Contact]]


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    code: str
    label: Label
    hint: Label
    suffix: str
    media_type: str
    icon: str


FORMATS = {
    one.code: one
    for one in (
        Format(
            "csv",
            "CSV",
            gettext_lazy("Tabelle für Excel und andere Programme"),
            "csv",
            "text/csv; charset=utf-8",
            "table",
        ),
        Format(
            "xlsx",
            "Excel (XLSX)",
            gettext_lazy("Arbeitsmappe mit Datum und Zahlen"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "table-2",
        ),
        Format(
            "vcard3",
            "vCard 3.0",
            gettext_lazy("für Outlook, iPhone und Android"),
            "vcf",
            "text/vcard; charset=utf-8",
            "contact",
        ),
        Format(
            "vcard4",
            "vCard 4.0",
            gettext_lazy("neueste Fassung, alle Angaben"),
            "vcf",
            "text/vcard; charset=utf-8",
            "contact",
        ),
    )
}

#: The format that is written as a whole; the others leave piece by piece, however many there are.
WHOLE = "xlsx"


@dataclass(frozen=True)
class Export:
    """A file on its way out: its content comes piece by piece."""

    name: str
    media_type: str
    content: Content
    count: int

    def as_file(self) -> IO[bytes]:
        """The content in one piece. Raises TypeError for what only comes piece by piece."""
        if hasattr(self.content, "read"):
            return cast("IO[bytes]", self.content)
        raise TypeError(f"{self.name} only comes piece by piece")


def export_contacts(
    *,
    agency: Agency,
    selection: Selection,
    format_code: str,
    columns: Sequence[Column],
    tell: Tell | None = None,
) -> Export:
    """The selected contacts as a file, in the order and with the columns that are shown.

    `tell` hears how many of how many are read. Raises DomainError where the format cannot hold
    as many.
    """
    chosen = FORMATS[format_code]
    contacts = selection.contacts(agency)
    count = contacts.count()
    content = _content(chosen.code, contacts, selection.asked.order, columns, agency, count, tell)
    record_activity(
        kind=ACTIVITY,
        agency_id=agency.pk,
        subjects=[],
        summary=_("%(count)s Kontakte als %(format)s exportiert")
        % {"count": quantity(count), "format": chosen.label},
        evidence={
            "count": count,
            "format": str(chosen.label),
            "selection": selection.asked.address() if not selection.ids else "",
        },
    )
    return Export(f"{_('kontakte')}.{chosen.suffix}", chosen.media_type, content, count)


def _content(
    code: str,
    contacts: Any,
    order: Order,
    columns: Sequence[Column],
    agency: Agency,
    count: int,
    tell: Tell | None,
) -> Content:
    rows = in_order(contacts, order)
    if code.startswith("vcard"):
        whole = rows.select_related("photo").prefetch_related(*ROWS).iterator(_CHUNK)
        return card_bytes(whole, "3.0" if code == "vcard3" else "4.0")
    if LETTER_COLUMNS.keys() & {column.key for column in columns}:
        rows = with_letter_values(rows)
    shown = rows.only(*fields_of(columns)).iterator(_CHUNK)
    words = Words(agency.pk)
    if code == WHOLE:
        return xlsx_file(_told(shown, count, tell), columns, words, count)
    return csv_lines(shown, columns, words)


def _told(rows: Iterable[Contact], count: int, tell: Tell | None) -> Iterator[Contact]:
    for number, row in enumerate(rows):
        if tell and number % _CHUNK == 0:
            tell(number, count)
        yield row
    if tell:
        tell(count, count)


def recent_exports(agency: Agency, most: int = 5) -> list[Activity]:
    """The latest exports of the agency, newest first."""
    return list(
        Activity.objects.filter(agency_id=agency.pk, kind=ACTIVITY).order_by("-at", "-id")[:most]
    )
