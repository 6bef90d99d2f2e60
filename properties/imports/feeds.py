"""Takes over whole feeds: one file or many, property by property."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from base.accounts.models import Agency, User
from base.console.outcomes import shown_outcome
from properties.imports.take_over import ImportedProperty, import_listing, plan_listing
from properties.openimmo.listing import Attachment, Listing
from properties.openimmo.problems import Problem
from properties.openimmo.reading import read_openimmo

ENDINGS = frozenset({".xml", ".zip"})


@dataclass(frozen=True)
class FeedEntry:
    """One listing of a feed, or a feed that could not be read (`listing` is None)."""

    file: str
    listing: Listing | None
    result: ImportedProperty | None
    problems: tuple[Problem, ...]


def feed_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files at `paths`; of a folder every XML and ZIP below it, by name."""
    for path in paths:
        if path.is_dir():
            below = (part for part in path.rglob("*") if part.suffix.lower() in ENDINGS)
            yield from sorted(part for part in below if part.is_file())
        else:
            yield path


def import_feed(
    *,
    agency: Agency,
    source: bytes,
    file_name: str,
    user: User | None = None,
    dry_run: bool = False,
) -> Iterator[FeedEntry]:
    """Imports every listing of a feed in turn; with `dry_run` says what would happen.

    Part of the action that runs. What is wrong with the file itself comes with its first entry.
    """
    documents = read_openimmo(source, file_name=file_name)
    remarks = tuple(remark for document in documents for remark in document.problems)
    listings = [listing for document in documents for listing in document.listings]
    if not listings:
        yield FeedEntry(file_name, None, None, remarks)
    for listing in listings:
        result = _handled(agency, listing, user, file_name, dry_run)
        yield FeedEntry(file_name, listing, result, (*remarks, *result.problems))
        remarks = ()


def _handled(
    agency: Agency, listing: Listing, user: User | None, source: str, dry_run: bool
) -> ImportedProperty:
    if not dry_run:
        return import_listing(agency=agency, listing=listing, user=user, source=source)
    plan = plan_listing(agency=agency, listing=listing)
    unusable = tuple(part.problem for part in listing.attachments if part.problem)
    return ImportedProperty(
        plan.outcome, plan.property, (*plan.problems, *unusable), kept=plan.kept
    )


def as_json(entry: FeedEntry, *, is_rehearsal: bool = False) -> str:
    """One line for programs: what was read and what became of it."""
    listing, result = entry.listing or Listing(), entry.result
    return json.dumps(
        {
            "file": entry.file,
            "index": listing.index,
            "object_number": listing.object_number,
            "outcome": shown_outcome(
                result.outcome.value if result else "rejected", is_rehearsal=is_rehearsal
            ),
            "title": listing.title,
            "marketing_type": listing.marketing_type,
            "object_type": listing.object_type,
            "price": _number(listing.price),
            "rent": _number(listing.rent),
            "living_area": _number(listing.living_area),
            "rooms": _number(listing.rooms),
            "postal_code": listing.postal_code,
            "place": listing.place,
            "attachments": [_attachment(part, result) for part in listing.attachments],
            "kept": dict(result.kept or {}) if result else {},
            "problems": [problem_text(part) for part in entry.problems],
        },
        ensure_ascii=False,
    )


def _attachment(part: Attachment, result: ImportedProperty | None) -> dict[str, Any]:
    done = {id(each.attachment): each for each in (result.attachments if result else ())}
    imported = done.get(id(part))
    return {
        "group": part.group,
        "title": part.title,
        "file_name": part.file_name,
        "media_type": part.media_type,
        "bytes": len(part.data) if part.data is not None else None,
        "url": part.external_url,
        "stored": bool(imported and imported.is_new),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def problem_text(part: Problem) -> str:
    """A problem in one sentence, with where it was found."""
    return f"{part.message} ({part.path})" if part.path else str(part.message)
