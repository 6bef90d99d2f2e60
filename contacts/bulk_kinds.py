"""Actions on many contacts and large files of them, as the shared bulk runs need them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from audit.runs import recorded_run, undo_recorded_run
from base.jobs.bulk.kinds import BulkKind, FileKind, MadeFile, Tell, register_bulk
from base.jobs.bulk.models import BulkRun
from contacts.deduplication.services.merge_many import KIND as MERGE
from contacts.deduplication.services.merge_many import merge_pairs
from contacts.export.letters import EXPORTABLE
from contacts.export.services import KIND as EXPORT
from contacts.export.services import export_contacts
from contacts.listing.selection import Selection
from contacts.listing.services.bulk import KIND, change_contacts


def _choose(run: BulkRun) -> list[int]:
    contacts = Selection.from_json(run.selection).contacts(run.agency)
    return list(contacts.order_by("pk").values_list("pk", flat=True))


def _perform(run: BulkRun, ids: Sequence[int]) -> None:
    change_contacts(
        agency=run.agency, ids=ids, change=run.values["change"], values=run.values["values"]
    )


register_bulk(
    BulkKind(
        code=KIND,
        rows_label=_("Kontakte"),
        stock="contacts:list",
        run="contacts:bulk_run",
        undo_url="contacts:bulk_undo",
        choose=_choose,
        perform=_perform,
        recorded=lambda run: recorded_run(run, "contacts.bulk"),
        undo=undo_recorded_run,
    )
)


def _merge(run: BulkRun, places: Sequence[int]) -> None:
    pairs = [run.selection["pairs"][place] for place in places]
    merge_pairs(agency_id=run.agency_id, pairs=pairs)


register_bulk(
    BulkKind(
        code=MERGE,
        rows_label=_("Doubletten"),
        stock="contacts:pairs",
        run="contacts:merge_run",
        undo_url="contacts:merge_undo",
        # A pair has no name of its own that outlives it: its place in what was chosen.
        choose=lambda run: list(range(len(run.selection["pairs"]))),
        perform=_merge,
        recorded=lambda run: recorded_run(run, "contacts.merge_many"),
        undo=undo_recorded_run,
    )
)


def _make(run: BulkRun, tell: Tell) -> MadeFile:
    """The workbook in the language of the one who asked for it."""
    values = run.values
    with translation.override(values["language"]), recorded_run(run, "contacts.export"):
        made = export_contacts(
            agency=run.agency,
            selection=Selection.from_json(run.selection),
            format_code=values["format"],
            columns=[EXPORTABLE[key] for key in values["columns"]],
            tell=tell,
        )
    return MadeFile(made.name, made.as_file())


register_bulk(
    FileKind(
        code=EXPORT,
        rows_label=_("Kontakte"),
        stock="contacts:list",
        run="contacts:export_run",
        file_url="contacts:export_file",
        make=_make,
    )
)
