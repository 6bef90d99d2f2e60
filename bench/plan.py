"""What is measured, in which sizes, and what it is held to. Nothing here needs Django."""

from __future__ import annotations

from dataclasses import dataclass

SMALL = 1_000
SIZES = (10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Case:
    """A group of cases: `module` measures it; with `writes` it gets a copy of the database.

    `also` are beginnings of names that it measures beside its own. `default` are the sizes it is
    measured in when nothing is said; `largest` bounds any others.
    """

    name: str
    module: str
    default: tuple[int, ...] = SIZES
    largest: int = 10_000_000
    writes: bool = False
    also: tuple[str, ...] = ()

    def is_asked_for(self, name: str) -> bool:
        """Whether it measures what begins with `name`, or what `name` begins with."""
        return any(own.startswith(name) or name.startswith(own) for own in (self.name, *self.also))


CASES = (
    Case("duplicate-check", "bench.cases.duplicates"),
    Case("search", "bench.cases.search"),
    Case("overview", "bench.cases.overview"),
    Case("import-vcard", "bench.cases.imports", (10_000, 100_000), 100_000, writes=True),
    Case("history-save", "bench.cases.history", (100_000,), 100_000, writes=True),
    Case(
        "match-reverse",
        "bench.cases.matching",
        (10_000, 100_000),
        100_000,
        writes=True,
        also=("match-forward", "order-save"),
    ),
    Case("page-", "bench.cases.pages", (100_000,), 100_000, writes=True),
    Case(
        "share-page",
        "bench.cases.sharing",
        (100_000,),
        100_000,
        writes=True,
        also=("file-download",),
    ),
    Case("front-", "bench.cases.front", (10_000,), 100_000, writes=True),
)

PRIMARY_KEY = "primary-key lookup"
PRIMARY_KEY_ORM = "primary-key lookup through the ORM"
TRIGRAMS = "pg_trgm similarity"
SMALL_PAGE = "same page at 1,000 contacts"
FROM_MEMORY = "the same bytes from memory"
BY_KNOWN_IDS = "fetching the results by known ids"
EVERY_ONE = "judging every one in Python"
WITHOUT_TOKENS = "the changed rows alone"
SHELL = "signed-in shell without content"
ADMIN = "Django admin's page of the same fields"
AT_REST = "the same page at rest"

# Name of the case (or its beginning), against what: the highest ratios at p50 and p95.
TARGETS: dict[tuple[str, str], tuple[float, float | None]] = {
    ("duplicate-check", PRIMARY_KEY): (8, 25),
    ("duplicate-check", TRIGRAMS): (1 / 50, None),
    ("search", PRIMARY_KEY): (60, 300),
    ("overview", SMALL_PAGE): (1.5, None),
    ("overview", SHELL): (3, None),
    ("page-contacts-detail", SHELL): (5, None),
    ("page-contacts-list", SHELL): (3, None),
    ("page-properties-list", SHELL): (3, None),
    ("page-", SHELL): (4, None),
    ("page-", ADMIN): (0.5, None),
    ("front-", AT_REST): (1.1, None),
}
# What does not depend on how many contacts there are.
_AT_ANY_SIZE = (AT_REST, ADMIN)


def target_of(name: str, rows: int, against: str) -> tuple[float, float | None] | None:
    """What a result is held to; mostly the largest size alone is, pages are at theirs."""
    if rows < SIZES[-1] and against not in _AT_ANY_SIZE and not name.startswith("page-"):
        return None
    return next(
        (
            target
            for (begin, other), target in TARGETS.items()
            if name.startswith(begin) and against == other
        ),
        None,
    )
