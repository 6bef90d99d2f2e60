"""What a run lets go of: its files once they are read, and items about somebody who is erased."""

from functools import partial

from django.db import transaction
from django.db.models import Q

from base.jobs.models import ImportItem, ImportRun, ImportSource, Outcome, RunState


def forget_sources(*, run: ImportRun) -> None:
    """Removes the uploaded files of a run that is done: undoing it reads the record, not them."""
    for source in run.sources.exclude(content=""):
        name = str(source.content.name)
        transaction.on_commit(partial(source.content.storage.delete, name))
    run.sources.update(content="")


@transaction.atomic
def forget_done_sources() -> int:
    """Removes files of runs that were done before files went with them; returns how many."""
    over = [RunState.DONE, RunState.UNDONE]
    left = ImportSource.objects.filter(run__state__in=over).exclude(content="")
    count = left.count()
    for run in ImportRun.objects.filter(pk__in=left.values("run")):
        forget_sources(run=run)
    return count


@transaction.atomic
def forget_items(*, agency_id: int, kinds: list[str], result_id: int) -> None:
    """Empties what imports of these kinds showed of one result that is erased for good.

    The item stays with its outcome, its file without a name. One that was left out because it
    resembled the result is about the same somebody and is emptied as well; elsewhere the result
    is no longer named.
    """
    items = ImportItem.objects.filter(run__agency_id=agency_id, run__kind__in=kinds)
    resembling = Q(similar__contains=[{"id": result_id}])
    about = items.filter(Q(result_id=result_id) | resembling & Q(outcome=Outcome.SKIPPED))
    found = list(about.values_list("pk", "source_id"))
    # Files are named after people.
    ImportSource.objects.filter(pk__in={source for _pk, source in found}).update(name="")
    ImportItem.objects.filter(pk__in=[pk for pk, _source in found]).update(
        title="", shown=[], problems=[], similar=[], message=""
    )
    for item in items.filter(resembling):
        item.similar = [one for one in item.similar if one["id"] != result_id]
        item.save(update_fields=["similar"])
