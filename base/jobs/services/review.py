"""Takes files in, tells what they hold, and keeps what the agent decides about it."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.jobs.kinds import Found, import_kind
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, RunState
from base.jobs.services.handover import MOST_AT_ONCE, hand_over


@transaction.atomic
def start_run(
    *,
    agency: Agency,
    kind: str,
    user: User | None,
    uploads: Iterable[UploadedFile[bytes] | File[bytes]],
) -> ImportRun:
    """Keeps the uploaded files and reads them, large ones by a worker; then comes the review.

    Raises DomainError when no file was chosen.
    """
    run = ImportRun.objects.create(
        agency=agency, kind=kind, created_by=user, state=RunState.READING
    )
    estimate = import_kind(kind).estimate
    expected = 0
    for upload in uploads:
        source = ImportSource(run=run, name=_storable(upload.name or "")[-255:])
        source.content.save("", upload)
        expected += estimate(source.read())
    if not run.sources.exists():
        raise DomainError(_("Bitte wählen Sie mindestens eine Datei aus."))
    if expected > MOST_AT_ONCE:
        transaction.on_commit(partial(hand_over, run.pk))
    else:
        read_sources(run=run)
    return run


@transaction.atomic
def read_sources(*, run: ImportRun) -> None:
    """Keeps what is found in the run's files, which is ready for review then."""
    look = import_kind(run.kind).look(run.agency)
    for source in run.sources.all():
        _keep_findings(source, look(source, source.read()))
    run.state = RunState.REVIEW
    run.save(update_fields=["state"])


def _keep_findings(source: ImportSource, findings: Iterable[Found]) -> None:
    ImportItem.objects.bulk_create(
        (
            ImportItem(
                run_id=source.run_id, source=source, position=found.position,
                title=_storable(found.title)[:300], shown=_storable(found.shown),
                problems=_storable(found.problems), similar=_storable(found.similar),
                decision=found.decision if found.is_usable else Decision.SKIP,
                is_usable=found.is_usable,
            )
            for found in findings
        ),
        batch_size=500,
    )  # fmt: skip


def _storable(value: Any) -> Any:
    """Without what PostgreSQL cannot keep: zero characters and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list | tuple):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {name: _storable(part) for name, part in value.items()}
    return value


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
    rows = ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.REVIEW)
    if not rows.exists():
        raise DomainError(_("Dieser Import wurde bereits ausgeführt."))
