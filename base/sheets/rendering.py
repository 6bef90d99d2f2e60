"""Sets a data sheet as PDF."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import typst
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from base.accounts.models import Agency
from base.files.leftovers import TEMPORARY
from base.files.models import StoredFile
from base.ui.formats import day

_TEMPLATE = Path(__file__).with_name("sheet.typ")
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


@dataclass(frozen=True)
class Section:
    """A heading with pairs of label and value, and text below them."""

    title: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """One data sheet; sections of which nothing is known are left out."""

    agency: Agency
    kind: str
    title: str
    subtitle: str
    sections: list[Section]
    picture: StoredFile | None = None


def known(rows: Iterable[tuple[object, object]]) -> list[tuple[str, str]]:
    """The pairs that have a value, as text."""
    return [(str(label), str(value)) for label, value in rows if value not in (None, "")]


def pdf(sheet: Sheet) -> bytes:
    """The sheet as tagged PDF (PDF/UA-1), in the language that is active."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        data = {
            "agency": sheet.agency.name,
            "kind": sheet.kind,
            "title": sheet.title,
            "subtitle": sheet.subtitle,
            "language": (get_language() or "de")[:2],
            "printed": _("Stand: %s") % day(timezone.localdate()),
            "logo": _placed(sheet.agency.logo, Path(folder), "logo"),
            "picture": _placed(sheet.picture, Path(folder), "picture"),
            "sections": [_as_data(one) for one in sheet.sections if one.rows or one.text.strip()],
        }
        main = Path(folder) / "main.typ"
        main.write_bytes(_TEMPLATE.read_bytes())
        return bytes(
            typst.compile(
                str(main),
                root=folder,
                format="pdf",
                pdf_standards="ua-1",
                sys_inputs={"sheet": json.dumps(data)},
            )
        )


def _as_data(section: Section) -> dict[str, object]:
    paragraphs = [part.strip() for part in section.text.split("\n") if part.strip()]
    return {"title": section.title, "rows": section.rows, "text": paragraphs}


def _placed(stored: StoredFile | None, folder: Path, name: str) -> str | None:
    """The picture as a file beside the template; None where there is none to show."""
    suffix = _SUFFIXES.get(stored.media_type) if stored else None
    if stored is None or suffix is None:
        return None
    try:
        content = stored.content.read()
    except OSError:
        return None
    (folder / f"{name}.{suffix}").write_bytes(content)
    return f"{name}.{suffix}"
