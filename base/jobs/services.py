"""Carries an import run from upload to report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.errors import DomainError
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, Outcome, RunState


@dataclass(frozen=True)
class Found:
    """What a reader found at one position of a source, before anybody decided."""

    position: int
    title: str
    shown: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    similar: list[dict[str, Any]] = field(default_factory=list)
    decision: Decision = Decision.CREATE


@dataclass(frozen=True)
class Result:
    """What became of one item."""

    outcome: Outcome
    result_id: int | None = None
    message: str = ""


# Reads a source once and gives the function that takes one of its items into the stock.
Opener = Callable[[ImportSource, bytes], Callable[[ImportItem], Result]]

UNFINISHED = (RunState.REVIEW, RunState.QUEUED, RunState.RUNNING)
_LOCK_SPACE = 0x1229  # keeps our advisory locks apart from others


@transaction.atomic
def start_run(
    *,
    agency: Agency,
    kind: str,
    user: User | None,
    uploads: Iterable[UploadedFile[bytes] | File[bytes]],
    look: Callable[[ImportSource, bytes], Iterable[Found]],
) -> ImportRun:
    """Keeps the uploaded files and what `look` finds in each, ready for review.

    Raises DomainError when no file was chosen.
    """
    run = ImportRun.objects.create(agency=agency, kind=kind, created_by=user)
    for upload in uploads:
        source = ImportSource(run=run, name=(upload.name or "")[-255:])
        source.content.save("", upload)
        _keep_findings(run, source, look(source, source.read()))
    if not run.sources.exists():
        raise DomainError(_("Bitte wählen Sie mindestens eine Datei aus."))
    return run


def _keep_findings(run: ImportRun, source: ImportSource, findings: Iterable[Found]) -> None:
    items = (
        ImportItem(
            run=run, source=source, position=found.position, title=found.title[:300],
            shown=found.shown, problems=found.problems, similar=found.similar,
            decision=found.decision,
        )
        for found in findings
    )  # fmt: skip
    ImportItem.objects.bulk_create(items, batch_size=500)


@transaction.atomic
def decide(*, run: ImportRun, decisions: Mapping[int, str]) -> None:
    """Keeps the agent's decisions, {item id: decision}; unknown items and words are ignored."""
    for word in Decision.values:
        chosen = [item for item, decision in decisions.items() if decision == word]
        run.items.filter(pk__in=chosen, outcome=Outcome.PENDING).update(decision=word)


def carry_out(*, run: ImportRun, opener: Opener) -> ImportRun:
    """Does what was decided, item by item; a failing one is reported and stops nothing.

    Each item is its own transaction: a run that was cut off goes on where it stopped. Raises
    DomainError when the run is finished already or another process is at it.
    """
    with _alone_with(run):
        run.refresh_from_db()
        if run.state not in UNFINISHED:
            raise DomainError(_("Dieser Import ist bereits abgeschlossen."))
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
        for source in run.sources.all():
            _carry_out_source(source, opener)
        run.state, run.finished_at = RunState.DONE, timezone.now()
        run.save(update_fields=["state", "finished_at"])
    return run


def _carry_out_source(source: ImportSource, opener: Opener) -> None:
    take = opener(source, source.read())
    for item in source.items.filter(outcome=Outcome.PENDING):
        _keep_result(item, _result(item, take))


@contextmanager
def _alone_with(run: ImportRun) -> Iterator[None]:
    """Holds a lock of the database session, which a killed process gives back by dying."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK_SPACE, run.pk])
        if cursor.fetchone() != (True,):
            raise DomainError(_("Dieser Import läuft gerade."))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK_SPACE, run.pk])


def _result(item: ImportItem, take: Callable[[ImportItem], Result]) -> Result:
    if item.decision == Decision.SKIP:
        return Result(Outcome.SKIPPED)
    try:
        return take(item)
    except DomainError as error:
        return Result(Outcome.REJECTED, message=str(error))


def _keep_result(item: ImportItem, result: Result) -> None:
    item.outcome, item.result_id = result.outcome, result.result_id
    item.message = result.message[:500]
    item.save(update_fields=["outcome", "result_id", "message"])


def mark_undone(*, run: ImportRun) -> None:
    """Notes that the run was taken back."""
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.UNDONE)


def outcome_counts(run: ImportRun) -> dict[str, int]:
    """How many items ended how, by outcome."""
    return dict(Counter(run.items.values_list("outcome", flat=True)))
