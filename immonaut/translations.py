"""Translations without gettext's tools: `python -m immonaut.translations check|update`.

Message ids are German. `check` fails when the English catalogue lacks a message, or has one that
the code no longer uses; `update` adds and removes them, leaving new ones empty.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from base.ui.loader import compact

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
CODE = ["base", "audit", "contacts", "properties", "sharing", "immonaut"]
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
Found = tuple[str | tuple[str, ...], str | None, str]


def extracted() -> Catalog:
    """Every message that code and templates use."""
    catalogue = Catalog(locale="en", charset="utf-8", header_comment="", fuzzy=False)
    for message, context, place in _messages():
        catalogue.add(message, context=context, locations=[(place, 1)])
    return catalogue


def _messages() -> Iterator[Found]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _in_source(path.read_bytes(), path)
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            yield from in_template(path.read_text(), path)


def in_template(source: str, path: Path) -> Iterator[Found]:
    """The messages of one template: text or forms, context, place."""
    if path.suffix == ".html":
        source = compact(source)
    # What surrounds the messages is blanked out but keeps its indentation, which is not Python's.
    lines = templatize(source, origin=str(path)).splitlines()
    yield from _in_source("\n".join(line.lstrip() for line in lines).encode(), path)


def _in_source(source: bytes, path: Path) -> Iterator[Found]:
    place = path.relative_to(ROOT).as_posix()
    keywords: Any = dict.fromkeys([*SINGULAR, *PLURAL])
    for _line, function, arguments, _comments in extract_python(
        io.BytesIO(source), keywords, [], {"encoding": "utf-8"}
    ):
        given: Any = arguments
        texts = [part for part in ([given] if isinstance(given, str) else given) if part]
        context = texts.pop(0) if "pgettext" in str(function) and texts else None
        if texts:
            yield (tuple(texts[:2]) if function in PLURAL else texts[0]), context, place


def stored() -> Catalog:
    """The English catalogue as it stands."""
    if not CATALOGUE.exists():
        return Catalog(locale="en", charset="utf-8")
    with CATALOGUE.open("rb") as opened:
        return read_po(opened, locale="en")


def problems() -> list[str]:
    """What keeps the English catalogue from being complete; empty when nothing does."""
    wanted, have = extracted(), stored()
    missing = [f"missing: {m.id!r}" for m in wanted if m.id and not _is_translated(have, m)]
    unused = [f"unused: {m.id!r}" for m in have if m.id and wanted.get(m.id, m.context) is None]
    return missing + unused


def _is_translated(have: Catalog, message: Message) -> bool:
    known = have.get(message.id, message.context)
    if known is None or known.id != message.id:  # a text that has become a plural starts anew
        return False
    texts = known.string
    return all(texts) if isinstance(texts, tuple | list) else bool(texts)


def update() -> None:
    """Brings the stored catalogue up to what is used; new messages wait untranslated."""
    wanted, have = extracted(), stored()
    _keep_header(wanted, have)
    for message in wanted:
        known = have.get(message.id, message.context) if message.id else None
        if known is not None and known.id == message.id:
            message.string = known.string
        message.locations = []
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as opened:
        write_po(opened, wanted, width=100, sort_output=True, omit_header=False)


def _keep_header(wanted: Catalog, have: Catalog) -> None:
    """Only messages make a difference between two versions of the file."""
    wanted.mime_headers = have.mime_headers


def main(arguments: list[str]) -> int:
    """`check` or `update`; the exit status is 1 when the catalogue is not complete."""
    if arguments == ["update"]:
        update()
    found = problems()
    print("\n".join(found) or "English catalogue: complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
