"""Cards and rows on their way into the stock: looking, deciding, creating."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from base.jobs.kinds import Found, Look, Opener, Result, Take
from base.jobs.models import Decision, ImportItem, ImportRun, ImportSource
from contacts.imports.create import Taken, take_entries
from contacts.imports.entry import Entry
from contacts.imports.resemblance import Likeness, Likenesses
from contacts.imports.sources import entries_of

KIND = "contacts"
# So many are looked at and created together: the more, the fewer queries, and the longer those
# wait who save a contact meanwhile.
TOGETHER = 250


def look(run: ImportRun) -> Look:
    """The function that tells a review what files hold; it remembers what it was told earlier."""
    likenesses = Likenesses(run.agency)

    def look_into(source: ImportSource, data: bytes) -> Iterator[Found]:
        for part in in_parts(entries_of(run, source, data)):
            similar = likenesses.of(part)
            yield from (_found(entry, found) for entry, found in zip(part, similar, strict=True))

    return look_into


def in_parts(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in parts of a size at which they are looked at and created together."""
    rest = iter(entries)
    while part := list(islice(rest, TOGETHER)):
        yield part


def _found(entry: Entry, similar: Sequence[Likeness]) -> Found:
    """What is the same beyond doubt is left out unless the agent says otherwise.

    What is only likely to be is taken in, told of, and waits among the pairs of the stock: a twin
    that is left out is lost, one that is taken in twice is merged in a moment.
    """
    is_known = any(likeness.is_beyond_doubt for likeness in similar)
    return Found(
        entry.position,
        entry.title,
        list(entry.shown),
        list(entry.problems),
        [likeness.as_json() for likeness in similar],
        Decision.SKIP if is_known else Decision.CREATE,
        is_usable=entry.data is not None,
    )


def opener(run: ImportRun) -> Opener:
    """The function that opens a source and gives the one that takes its items in."""
    done = run.items.exclude(result_id=None)
    created: set[int] = {pk for pk in done.values_list("result_id", flat=True) if pk}

    def open_source(source: ImportSource, data: bytes) -> Take:
        shelf = _Shelf(lambda: entries_of(run, source, data, is_shown=False))

        def take(items: Sequence[ImportItem]) -> list[Result]:
            entries = shelf.at([item.position for item in items])
            # The agent has seen these; whoever came since is a surprise worth telling.
            seen = [{one["id"] for one in item.similar} for item in items]
            taken = take_entries(
                entries,
                agency=run.agency,
                user=run.released_by,
                compared_at=run.read_at,
                known=seen,
                besides=created,
            )
            created.update(one.contact.pk for one in taken if one.contact)
            return [_result(one) for one in taken]

        return take

    return open_source


def _result(taken: Taken) -> Result:
    pk = taken.contact.pk if taken.contact else None
    return Result(taken.outcome, pk, " ".join(taken.problems))


class _Shelf:
    """The entries of a source, read forward as they are asked for and never all held at once."""

    def __init__(self, read: Callable[[], Iterable[Entry]]) -> None:
        self._read = read
        self._rest: Iterator[Entry] = iter(read())
        self._held: dict[int, Entry] = {}

    def at(self, positions: Sequence[int]) -> list[Entry]:
        """The entries at `positions`; raises LookupError where the source has none."""
        if not all(position in self._held for position in positions):
            self._held = {}
            self._look_for(set(positions))
        if not all(position in self._held for position in positions):
            self._rest = iter(self._read())
            self._look_for(set(positions))
        return [self._held[position] for position in positions]

    def _look_for(self, wanted: set[int]) -> None:
        for entry in self._rest:
            if entry.position in wanted:
                self._held[entry.position] = entry
                if len(self._held) == len(wanted):
                    return
