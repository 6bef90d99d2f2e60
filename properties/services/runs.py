"""OpenImmo files on their way through upload, review, report and undo (`base.jobs`)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from audit.context import acting
from audit.undo import Undone, undo_context
from base.accounts.models import Agency, User
from base.errors import DomainError
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource
from base.jobs.models import Outcome as ItemOutcome
from base.jobs.services import Found, Result, carry_out, mark_undone, start_run
from properties.openimmo.listing import Listing
from properties.openimmo.reading import read_openimmo
from properties.services.feeds import problem_text
from properties.services.importing import Outcome, import_listing, plan_listing
from properties.services.preview import shown_values

KIND = "openimmo"
_NOTHING_TO_DO = frozenset({Outcome.SKIPPED, Outcome.REJECTED})


def start_import(*, agency: Agency, user: User | None, uploads: Sequence[File[bytes]]) -> ImportRun:
    """Keeps the files and what they hold, ready for review; changes no property.

    Raises DomainError when no file was chosen.
    """
    return start_run(
        agency=agency, kind=KIND, user=user, uploads=uploads,
        look=lambda source, content: _findings(agency, source, content),
    )  # fmt: skip


def finish_import(*, run: ImportRun, user: User) -> ImportRun:
    """Does what was decided, as one action that can be undone together.

    Raises DomainError when the run is finished already.
    """
    with acting(id=run.context, actor_id=user.pk, actor=str(user), action="properties.import"):
        return carry_out(run=run, opener=lambda source, content: _taker(run, user, source, content))


def undo_import(*, run: ImportRun) -> Undone:
    """Takes the whole run back. Raises DomainError when that is no longer possible."""
    undone = undo_context(context=run.context, agency_id=run.agency_id)
    mark_undone(run=run)
    return undone


def _findings(agency: Agency, source: ImportSource, content: bytes) -> Iterator[Found]:
    documents = read_openimmo(content, file_name=source.name)
    remarks = [problem_text(part) for document in documents for part in document.problems]
    listings = [listing for document in documents for listing in document.listings]
    if not listings:
        yield Found(0, source.name, problems=remarks, decision=Decision.SKIP)
    for listing in listings:
        yield _finding(agency, listing, remarks)
        remarks = []


def _finding(agency: Agency, listing: Listing, remarks: list[str]) -> Found:
    plan = plan_listing(agency=agency, listing=listing)
    unusable = [part.problem for part in listing.attachments if part.problem]
    problems = [*remarks, *(problem_text(part) for part in (*plan.problems, *unusable))]
    existing = plan.property
    return Found(
        position=listing.index,
        title=listing.title or listing.object_number or _("Ohne Titel"),
        shown=[(_("Vorgesehen"), str(plan.outcome.label)), *shown_values(plan.values, listing)],
        problems=problems,
        similar=[{"id": existing.pk, "title": str(existing)}] if existing else [],
        decision=Decision.SKIP if plan.outcome in _NOTHING_TO_DO else Decision.CREATE,
    )


def _taker(
    run: ImportRun, user: User, source: ImportSource, content: bytes
) -> Callable[[ImportItem], Result]:
    documents = read_openimmo(content, file_name=source.name)
    listings = {part.index: part for document in documents for part in document.listings}

    def take(item: ImportItem) -> Result:
        listing = listings.get(item.position)
        if listing is None:
            raise DomainError(_("In dieser Datei ist keine Immobilie zu lesen."))
        result = import_listing(agency=run.agency, listing=listing, user=user, source=source.name)
        told: dict[str, Any] = {"result_id": result.property.pk if result.property else None}
        if result.outcome in _NOTHING_TO_DO and result.problems:
            told["message"] = problem_text(result.problems[-1])
        return Result(ItemOutcome(result.outcome.value), **told)

    return take
