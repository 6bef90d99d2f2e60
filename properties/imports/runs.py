"""Leads OpenImmo files through upload, review, report and undo (`base.jobs`)."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _

from base.accounts.models import Agency
from base.errors import DomainError
from base.jobs.kinds import Found, Look, Opener, Result, Take
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource
from base.jobs.models import Outcome as ItemOutcome
from properties.imports.feeds import problem_text
from properties.imports.listing_in_words import shown_values
from properties.imports.take_over import Outcome, import_listing, plan_listing
from properties.openimmo.listing import Listing
from properties.openimmo.reading import read_openimmo

KIND = "openimmo"
# A property in an archive with its pictures has seldom less.
_BYTES_OF_ONE = 50_000
_NOTHING_TO_DO = frozenset({Outcome.SKIPPED, Outcome.REJECTED})


def estimate(content: bytes) -> int:
    """About how many properties a feed holds; of an archive, by its size."""
    if content.startswith(b"PK"):
        return len(content) // _BYTES_OF_ONE
    return content.count(b"<immobilie>") + content.count(b"<immobilie ")


def look(run: ImportRun) -> Look:
    """The function that tells a review what a feed holds; changes no property."""
    return partial(_findings, run.agency)


def _findings(agency: Agency, source: ImportSource, content: bytes) -> Iterator[Found]:
    documents = read_openimmo(content, file_name=source.name)
    remarks = [problem_text(part) for document in documents for part in document.problems]
    listings = [listing for document in documents for listing in document.listings]
    if not listings:
        yield Found(0, source.name, problems=remarks, is_usable=False)
    for listing in listings:
        yield _finding(agency, listing, remarks)
        remarks = []


def _finding(agency: Agency, listing: Listing, remarks: list[str]) -> Found:
    plan = plan_listing(agency=agency, listing=listing)
    unusable = [part.problem for part in listing.attachments if part.problem]
    problems = [*remarks, *(problem_text(part) for part in (*plan.problems, *unusable))]
    existing = plan.property if plan.property and not plan.property.deleted_at else None
    return Found(
        position=listing.index,
        title=listing.title or listing.object_number or _("Ohne Titel"),
        shown=[(_("Vorgesehen"), str(plan.outcome.label)), *shown_values(plan.values, listing)],
        problems=problems,
        similar=[{"id": existing.pk, "title": str(existing)}] if existing else [],
        decision=Decision.SKIP if plan.outcome in _NOTHING_TO_DO else Decision.CREATE,
        is_usable=plan.outcome != Outcome.REJECTED,
    )


def opener(run: ImportRun) -> Opener:
    """The function that reads a feed once and takes its properties over."""
    return partial(_taker, run)


def _taker(run: ImportRun, source: ImportSource, content: bytes) -> Take:
    documents = read_openimmo(content, file_name=source.name)
    listings = {part.index: part for document in documents for part in document.listings}

    def take(item: ImportItem) -> Result:
        listing = listings.get(item.position)
        if listing is None:
            raise DomainError(_("In dieser Datei ist keine Immobilie zu lesen."))
        result = import_listing(
            agency=run.agency,
            listing=listing,
            user=run.released_by,
            source=source.name,
            from_bin=True,  # somebody looked at the review and chose it
        )
        says_why = result.outcome in _NOTHING_TO_DO and result.problems
        return Result(
            ItemOutcome(result.outcome.value),
            result.property.pk if result.property else None,
            problem_text(result.problems[-1]) if says_why else "",
        )

    def take_all(items: Sequence[ImportItem]) -> list[Result]:
        return [take(item) for item in items]

    return take_all
