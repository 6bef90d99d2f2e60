"""Joins the sources; what Bootstrap has and nobody names is left out."""

import fcntl
import os
import re
from pathlib import Path

import lightningcss
import rjsmin

from base.ui.bundle import output, sources

# A class is kept where its name, or the beginning or end that a template or script completes
# (`btn-{{ kind }}`, `{{ kind }}-body`), stands anywhere: a comment that keeps one costs bytes,
# a name that is overlooked would cost the look of a page.
_NAME = re.compile(r"[\w-]+")
_BEGINNING = re.compile(r"""([a-zA-Z][\w-]*-)(?=[{$"'`%])""")
_END = re.compile(r"\}(-[a-zA-Z][\w-]*)")
_CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
_CHARSET = re.compile(r"@charset[^;]*;")


def join() -> None:
    """Write the bundle, unless it is there already."""
    output.FOLDER.mkdir(parents=True, exist_ok=True)
    with output.STAMP.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if output.is_current():
            return
        digest = output.digest()
        _write(output.STYLE_SHEET, style_sheet())
        _write(output.SCRIPT, script())
        _write(output.STAMP, digest)


def style_sheet() -> str:
    """Bootstrap in a layer of its own, so that whatever we say outside of it wins; then ours."""
    own = [
        lightningcss.process_stylesheet(path.read_text(), filename=str(path))
        for path in sources.style_sheets()
    ]
    return "\n".join([_bootstrap(), *own])


def script() -> str:
    """Every behaviour in a scope of its own: one that fails keeps no other from starting."""
    joined = "\n".join(
        f"try {{\n{path.read_text()}\n}} catch (error) {{ reportError(error); }}"
        for path in sources.scripts()
    )
    return str(rjsmin.jsmin(joined))


def unnamed(classes: set[str], text: str) -> set[str]:
    """Of these classes those that `text` neither names nor can compose."""
    names = set(_NAME.findall(text))
    beginnings, ends = tuple(_BEGINNING.findall(text)), tuple(_END.findall(text))
    return {
        each
        for each in classes - names
        if not each.startswith(beginnings) and not each.endswith(ends)
    }


def classes_in(sheet: str) -> set[str]:
    """The names of all classes of a style sheet (and whatever else looks like one)."""
    return set(_CLASS.findall(sheet))


def _bootstrap() -> str:
    sheet = _CHARSET.sub("", sources.bootstrap().read_text())
    text = "\n".join(path.read_text() for path in sources.naming_files())
    unused = unnamed(classes_in(sheet), text)
    return lightningcss.process_stylesheet(
        f"@layer bootstrap {{ {sheet} }}", filename="bootstrap.css", unused_symbols=unused
    )


def _write(path: Path, text: str) -> None:
    """At once or not at all, since others may be reading it; what stays the same keeps its date."""
    if path.exists() and path.read_text() == text:
        return
    new = path.with_suffix(f".{os.getpid()}")
    new.write_text(text)
    new.replace(path)
