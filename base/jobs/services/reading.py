"""Reads the files of a run and keeps what they hold for the review."""

from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from base.errors import DomainError
from base.jobs.kinds import Found, import_kind
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, RunState
from base.jobs.services.handover import ADVANCE, MOST_AT_ONCE
from base.runs.handover import hand_over

_PART = 500


def begin_reading(*, run: ImportRun, options: dict[str, Any] | None = None) -> None:
    """Reads the files, many items by a worker; `options` is what the kind was told before.

    Raises DomainError when the run is no longer waiting for that.
    """
    with transaction.atomic():
        rows = ImportRun.objects.select_for_update().filter(pk=run.pk, state=RunState.SETUP)
        if options is not None and not rows.update(options=options, state=RunState.READING):
            raise DomainError(_("Dieser Import wurde bereits gelesen."))
        run.refresh_from_db()
        if run.expected > MOST_AT_ONCE:
            transaction.on_commit(partial(hand_over, ADVANCE, run.pk))
            return
        read_sources(run=run)


def read_sources(*, run: ImportRun) -> None:
    """Keeps what is found in the run's files, part by part; then it is ready for review.

    A run that was cut off is read anew from the beginning.
    """
    run.items.all().delete()
    run.read_at = timezone.now()
    look = import_kind(run.kind).look(run)
    for source in run.sources.all():
        findings = iter(look(source, source.read()))
        while part := list(islice(findings, _PART)):
            _keep_findings(source, part)
    run.state = RunState.REVIEW
    run.save(update_fields=["state", "read_at"])


def _keep_findings(source: ImportSource, findings: Iterable[Found]) -> None:
    ImportItem.objects.bulk_create(
        ImportItem(
            run_id=source.run_id,
            source=source,
            position=found.position,
            title=storable(found.title)[:300],
            shown=storable(found.shown),
            problems=storable(found.problems),
            similar=storable(found.similar),
            decision=found.decision if found.is_usable else Decision.SKIP,
            is_usable=found.is_usable,
        )
        for found in findings
    )


def storable(value: Any) -> Any:
    """Without what PostgreSQL cannot keep: zero characters and halves of surrogate pairs."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    if isinstance(value, dict):
        return {name: storable(part) for name, part in value.items()}
    return value
