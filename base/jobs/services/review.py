"""Takes files in, tells what they hold, and keeps what the agent decides about it."""

from collections.abc import Iterable, Mapping
from functools import partial

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.names import check_name
from base.jobs.kinds import import_kind
from base.jobs.models import Decision, ImportRun, ImportSource, RunState
from base.jobs.services.reading import begin_reading, storable


def start_run(
    *,
    agency: Agency,
    kind: str,
    user: User | None,
    uploads: Iterable[UploadedFile[bytes] | File[bytes]],
) -> ImportRun:
    """Keeps the uploaded files and reads them, large ones by a worker; then comes the review.

    A kind that has to ask something first leaves the run in SETUP. Raises DomainError when no
    file was chosen, or one that is named like a program.
    """
    with transaction.atomic():
        run = _keep_files(agency, kind, user, uploads)
        if import_kind(kind).needs_setup(run):
            ImportRun.objects.filter(pk=run.pk).update(state=RunState.SETUP)
        else:
            begin_reading(run=run)
    run.refresh_from_db()
    return run


def _keep_files(
    agency: Agency,
    kind: str,
    user: User | None,
    uploads: Iterable[UploadedFile[bytes] | File[bytes]],
) -> ImportRun:
    run = ImportRun.objects.create(
        agency=agency, kind=kind, created_by=user, state=RunState.READING
    )
    for upload in uploads:
        check_name(upload.name or "")
        source = ImportSource(run=run, name=storable(upload.name or "")[-255:])
        data = upload.read()
        source.keep(data)
        run.expected += import_kind(kind).estimate(data)
    if not run.sources.exists():
        raise DomainError(_("Bitte wählen Sie mindestens eine Datei aus."))
    run.save(update_fields=["expected"])
    return run


@transaction.atomic
def decide(*, run: ImportRun, decisions: Mapping[int, str]) -> None:
    """Keeps the agent's decisions, {item id: decision}; unknown items and words are ignored.

    Raises DomainError when the run is no longer in review.
    """
    _hold_in_review(run)
    for word in Decision.values:
        chosen = [item for item, decision in decisions.items() if decision == word]
        run.items.filter(pk__in=chosen, is_usable=True).update(decision=word)


@transaction.atomic
def decide_all(*, run: ImportRun, decision: Decision) -> None:
    """Decides about all items at once; likely duplicates are never created by the dozen.

    Raises DomainError when the run is no longer in review.
    """
    _hold_in_review(run)
    items = run.items.filter(is_usable=True)
    if decision == Decision.CREATE and not import_kind(run.kind).takes_similar:
        items = items.filter(similar=[])
    items.update(decision=decision)


@transaction.atomic
def discard_run(*, run: ImportRun) -> None:
    """Forgets a run nobody carried out, with its files.

    Raises DomainError when the run is no longer in review.
    """
    _hold_in_review(run)
    for source in run.sources.all():
        transaction.on_commit(partial(source.content.storage.delete, str(source.content.name)))
    run.delete()


def _hold_in_review(run: ImportRun) -> None:
    """Holds the run's row, so that nobody releases it while its decisions are written."""
    waiting = (RunState.SETUP, RunState.REVIEW)
    rows = ImportRun.objects.select_for_update().filter(pk=run.pk, state__in=waiting)
    if not rows.exists():
        raise DomainError(_("Dieser Import wurde bereits ausgeführt."))
