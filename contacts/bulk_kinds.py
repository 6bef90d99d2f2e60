"""Actions on many contacts, as the shared bulk runs need them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from audit.runs import recorded_run, undo_recorded_run
from base.jobs.bulk.kinds import BulkKind, register_bulk
from base.jobs.bulk.models import BulkRun
from contacts.listing.selection import Selection
from contacts.services import change_contacts

KIND = "contacts"


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
