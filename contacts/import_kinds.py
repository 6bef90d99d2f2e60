"""The import of contacts, as the shared pages need it."""

from django.utils.translation import gettext_lazy as _

from audit.runs import recorded_run, undo_recorded_run
from base.jobs.kinds import Addresses, ImportKind, Words, register_import
from contacts.imports.services import KIND, TOGETHER, look, opener
from contacts.imports.sources import estimate, needs_setup

register_import(
    ImportKind(
        code=KIND,
        words=Words(
            title=_("Kontakte importieren"),
            stock=_("Kontakte"),
            drop=_("Dateien hierher ziehen oder"),
            hint=_(
                "vCards (.vcf) und Tabellen (.csv, .xlsx), zum Beispiel aus Outlook, Excel oder "
                "onOffice."
            ),
            item=_("Eintrag"),
            take=_("Anlegen"),
            take_all=_("Alle neuen anlegen"),
            resembles=_("Ähnelt"),
            open=_("Kontakt öffnen"),
        ),
        addresses=Addresses(
            stock="contacts:list",
            upload="contacts:import",
            run="contacts:import_run",
            undo="contacts:import_undo",
            discard="contacts:import_discard",
            report="contacts:import_report",
            detail="contacts:detail",
        ),
        accept=".vcf,.vcard,.csv,.tsv,.txt,.xlsx,text/vcard,text/x-vcard,text/csv",
        takes_similar=False,
        estimate=estimate,
        look=look,
        opener=opener,
        together=TOGETHER,
        needs_setup=needs_setup,
        recorded=lambda run: recorded_run(run, "contacts.import"),
        undo=undo_recorded_run,
    )
)
