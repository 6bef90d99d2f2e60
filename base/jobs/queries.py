"""Reads runs and their items for the pages; the same number of queries at any size."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from base.accounts.models import User
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource, Outcome, RunState

PAGE_SIZE = 50
_RECENT = 20


@dataclass(frozen=True)
class ItemPage:
    """Some of a run's items in their order; `before` and `after` are None at the ends."""

    items: list[ImportItem]
    first: int
    total: int
    before: int | None
    after: int | None

    @property
    def last(self) -> int:
        """The number of the last item shown, counting from 1."""
        return self.first + len(self.items) - 1


def item_page(run: ImportRun, *, after: int = 0, before: int = 0) -> ItemPage:
    """The items behind item `after`, or those just before item `before`, else the first ones."""
    items = run.items.select_related("source")
    if before:
        rows = list(items.filter(pk__lt=before).order_by("-pk")[:PAGE_SIZE])[::-1]
    else:
        rows = list(items.filter(pk__gt=after).order_by("pk")[:PAGE_SIZE])
    if not rows:
        return ItemPage([], 0, run.items.count(), None, None)
    ends = run.items.aggregate(total=Count("pk"), earlier=Count("pk", filter=Q(pk__lt=rows[0].pk)))
    first = ends["earlier"] + 1
    has_more = first + len(rows) <= ends["total"]
    return ItemPage(
        rows,
        first,
        ends["total"],
        before=rows[0].pk if ends["earlier"] else None,
        after=rows[-1].pk if has_more else None,
    )


def decision_counts(run: ImportRun) -> dict[str, int]:
    """How many items will be taken, skipped, cannot be used, and resemble something."""
    usable = Q(is_usable=True)
    return run.items.aggregate(
        take=Count("pk", filter=usable & Q(decision=Decision.CREATE)),
        skip=Count("pk", filter=usable & Q(decision=Decision.SKIP)),
        unusable=Count("pk", filter=~usable),
        similar=Count("pk", filter=usable & ~Q(similar=[])),
    )


def outcome_counts(run: ImportRun) -> dict[str, int]:
    """How many items ended how, by outcome; all outcomes are there."""
    return run.items.aggregate(
        total=Count("pk"),
        **{outcome.value: Count("pk", filter=Q(outcome=outcome)) for outcome in Outcome},
    )


def progress(run: ImportRun) -> dict[str, int]:
    """How many items are `done` of how many in all (`total`); both 0 where nobody can tell."""
    counts = outcome_counts(run)
    if run.state == RunState.UNDOING:
        return {"total": 0, "done": 0}
    if run.state == RunState.READING:
        return {"total": max(run.expected, counts["total"]), "done": counts["total"]}
    return {"total": counts["total"], "done": counts["total"] - counts["pending"]}


def recent_runs(user: User, kind: str) -> QuerySet[ImportRun]:
    """The last imports of the person's agency, with `file_names` and numbers of items."""
    names = (
        ImportSource.objects.filter(run=OuterRef("pk"))
        .order_by()
        .values("run")
        .annotate(names=StringAgg("name", ", ", order_by="id"))
        .values("names")
    )
    mine = ImportRun.objects.visible_to(user).filter(kind=kind).select_related("created_by")
    return mine.annotate(
        file_names=Subquery(names),
        item_count=Count("items"),
        taken_count=Count(
            "items",
            filter=Q(items__outcome__in=[Outcome.CREATED, Outcome.UPDATED, Outcome.DELETED]),
        ),
    ).order_by("-created_at")[:_RECENT]
