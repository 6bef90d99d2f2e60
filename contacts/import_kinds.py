"""The vCard import, as the shared pages need it."""

from django.utils.translation import gettext_lazy as _

from audit.runs import recorded_run, undo_recorded_run
from base.jobs.kinds import Addresses, ImportKind, Words, register_import
from contacts.imports.services import KIND, TOGETHER, look, opener
from contacts.imports.sources import estimate, needs_setup

register_import(
    ImportKind(
        code=KIND,
        words=Words(
            title=_("vCard importieren"),
            stock=_("Kontakte"),
            drop=_("vCard-Dateien hierher ziehen oder"),
            hint=_("Eine oder mehrere Dateien (.vcf), jede mit einer oder vielen Karten."),
            item=_("Karte"),
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
            detail="contacts:detail",
        ),
        accept=".vcf,.vcard,text/vcard,text/x-vcard",
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
