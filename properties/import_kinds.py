"""The OpenImmo import, as the shared pages need it."""

from django.utils.translation import gettext_lazy as _

from audit.runs import recorded_run, undo_recorded_run
from base.jobs.kinds import Addresses, ImportKind, Words, register_import
from properties.imports.runs import KIND, estimate, look, opener

register_import(
    ImportKind(
        code=KIND,
        words=Words(
            title=_("OpenImmo importieren"),
            stock=_("Immobilien"),
            drop=_("OpenImmo-Dateien hierher ziehen oder"),
            hint=_("OpenImmo-Dokumente (.xml) oder Archive mit Bildern (.zip)."),
            item=_("Immobilie"),
            take=_("Übernehmen"),
            take_all=_("Alle übernehmen"),
            resembles=_("Vorhanden:"),
            open=_("Immobilie öffnen"),
        ),
        addresses=Addresses(
            stock="properties:list",
            upload="properties:import",
            run="properties:import_run",
            undo="properties:import_undo",
            discard="properties:import_discard",
            report="properties:import_report",
            detail="properties:detail",
        ),
        accept=".xml,.zip",
        takes_similar=True,
        estimate=estimate,
        look=look,
        opener=opener,
        recorded=lambda run: recorded_run(run, "properties.import"),
        undo=undo_recorded_run,
    )
)
