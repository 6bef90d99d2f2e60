"""Addresses of contacts."""

from django.urls import include, path

from audit.bin import views as bins
from base.accounts.access import exporters_only
from base.jobs.bulk import views as bulk_runs
from contacts.bin_kinds import KIND as BIN
from contacts.consents import views as consents
from contacts.deduplication.services.merge_many import KIND as MERGE
from contacts.deduplication.views import merge, pairs, similar
from contacts.documents.views import files, id_copies, photo
from contacts.export import views as export
from contacts.export.services import KIND as EXPORT
from contacts.listing.services.bulk import KIND as BULK
from contacts.listing.views import bulk, overview, saved_views
from contacts.record.views import company, misc, personal, sheet, timeline

app_name = "contacts"
_BIN = {"kind": BIN}

# What a run has written leaves by the same right as any export.
_run, _file = exporters_only(bulk_runs.run), exporters_only(bulk_runs.file)

urlpatterns = [
    path("", include("contacts.imports.urls")),
    path("", include("contacts.relations.urls")),
    path("kontakte/", overview.contact_list, name="list"),
    path("kontakte/filter/", overview.filters, name="filters"),
    path("kontakte/ansichten/", saved_views.views, name="views"),
    path("kontakte/ansichten/<int:view_pk>/", saved_views.view, name="view"),
    path("kontakte/spalten/", saved_views.columns, name="columns"),
    path("kontakte/export/", export.export, name="export"),
    path("kontakte/export/<int:bulk>/", _run, {"kind": EXPORT}, name="export_run"),
    path("kontakte/export/<int:bulk>/datei/", _file, {"kind": EXPORT}, name="export_file"),
    path("kontakte/auswahl/schlagwort/", bulk.bulk, {"change": "tag"}, name="bulk_tag"),
    path(
        "kontakte/auswahl/schlagwort-entfernen/", bulk.bulk, {"change": "untag"}, name="bulk_untag"
    ),
    path("kontakte/auswahl/zustaendig/", bulk.bulk, {"change": "assign"}, name="bulk_assign"),
    path("kontakte/auswahl/status/", bulk.bulk, {"change": "status"}, name="bulk_status"),
    path("kontakte/auswahl/loeschen/", bulk.bulk, {"change": "delete"}, name="bulk_delete"),
    path("kontakte/laeufe/<int:bulk>/", bulk_runs.run, {"kind": BULK}, name="bulk_run"),
    path(
        "kontakte/laeufe/<int:bulk>/rueckgaengig/",
        bulk_runs.undo,
        {"kind": BULK},
        name="bulk_undo",
    ),
    path("kontakte/neu/", personal.create, name="create"),
    path("kontakte/aehnlich/", similar.similar, name="similar"),
    path("kontakte/doubletten/", pairs.pairs, name="pairs"),
    path("kontakte/doubletten/zusammenfuehren/", pairs.merge_all, name="merge_all"),
    path(
        "kontakte/doubletten/laeufe/<int:bulk>/",
        bulk_runs.run,
        {"kind": MERGE},
        name="merge_run",
    ),
    path(
        "kontakte/doubletten/laeufe/<int:bulk>/rueckgaengig/",
        bulk_runs.undo,
        {"kind": MERGE},
        name="merge_undo",
    ),
    path("kontakte/doubletten/entschieden/", pairs.decisions, name="decisions"),
    path(
        "kontakte/doubletten/entschieden/<int:decision>/zuruecknehmen/",
        pairs.take_back,
        name="take_back",
    ),
    path("kontakte/<int:pk>/zusammenfuehren/<int:other>/", merge.merge, name="merge"),
    path("kontakte/<int:pk>/keine-doublette/<int:other>/", pairs.apart, name="tell_apart"),
    path("kontakte/<int:pk>/datenblatt.pdf", sheet.sheet, name="sheet"),
    path("kontakte/<int:pk>/", personal.detail, name="detail"),
    path("kontakte/<int:pk>/firma/", company.company, name="company"),
    path("kontakte/<int:pk>/sonstiges/", misc.misc, name="misc"),
    path("kontakte/<int:pk>/sonstiges/anzeigen/<str:field>/", misc.show, name="secret"),
    path("kontakte/<int:pk>/sonstiges/ausweis/", id_copies.add, name="id_copy_add"),
    path("kontakte/<int:pk>/sonstiges/ausweis/<int:copy_id>/", id_copies.show, name="id_copy"),
    path(
        "kontakte/<int:pk>/sonstiges/ausweis/<int:copy_id>/loeschen/",
        id_copies.delete,
        name="id_copy_delete",
    ),
    path("kontakte/<int:pk>/einwilligungen/neu/", consents.add, name="consent_add"),
    path(
        "kontakte/<int:pk>/einwilligungen/<int:consent_pk>/nachweis/",
        consents.proof,
        name="consent_proof",
    ),
    path(
        "kontakte/<int:pk>/einwilligungen/<int:consent_pk>/widerrufen/",
        consents.withdraw,
        name="consent_withdraw",
    ),
    path("kontakte/<int:pk>/dateien/", files.files, name="files"),
    path("kontakte/<int:pk>/dateien/<int:file_id>/", files.download, name="file"),
    path("kontakte/<int:pk>/dateien/<int:file_id>/loeschen/", files.delete, name="file_delete"),
    path("kontakte/<int:pk>/foto/", photo.photo, name="photo"),
    path("kontakte/<int:pk>/foto/aendern/", photo.change, name="photo_change"),
    path("kontakte/<int:pk>/aktivitaeten/", timeline.activities, name="activities"),
    path("kontakte/<int:pk>/historie/", timeline.history, name="history"),
    path("kontakte/<int:pk>/zuletzt/", timeline.recent, name="recent"),
    path("kontakte/papierkorb/", bins.bin_page, _BIN, name="bin"),
    path("kontakte/papierkorb/<int:pk>/wiederherstellen/", bins.restore, _BIN, name="restore"),
    path("kontakte/papierkorb/<int:pk>/endgueltig/", bins.erase, _BIN, name="erase"),
    path("kontakte/<int:pk>/loeschen/", bins.delete, _BIN, name="delete"),
]
