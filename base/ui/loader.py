"""Loads our templates as they are meant: lines are broken for their readers, not for the page.

The whole rule: a line break with its indentation is nothing beside a tag, `<…>` or `{% … %}`, and
one space within text or within a tag (there nothing at the inner edges of an `{% if %}`). So a
space that is to be seen beside a tag stands on the same line (`Tel. <b>…</b>`) or is written
`&#32;`, which the page gets as a plain one. What `pre`, `textarea`, `script`, `style`,
`blocktranslate` and `verbatim` hold stays.
"""

import re
from collections.abc import Iterator

from django.template import Origin
from django.template.loaders import filesystem

_LOGIC = r"\{%(?>.*?%\})|\{\{(?>.*?\}\})|\{\#(?>.*?\#\})"
_INSIDE = rf"""(?>{_LOGIC}|"(?>{_LOGIC}|[^"])*"|'(?>{_LOGIC}|[^'])*'|[^>"'])*>"""
_TOKEN = re.compile(
    rf"""
      (?P<opening>\{{%\s*(?P<block>blocktranslate|verbatim|comment)\b.*?%\}})
      (?P<body>.*?\{{%\s*end(?P=block)\s*%\}})
    | (?P<start><(?P<element>pre|textarea|script|style)\b{_INSIDE})(?P<content>.*?</(?P=element)>)
    | (?P<text>\{{\{{.*?\}}\}})
    | {_LOGIC}
    | <(?=[a-zA-Z/!{{]){_INSIDE}
    """,
    re.VERBOSE | re.DOTALL,
)
_BREAK = re.compile(r"[ \t]*\n\s*")
_BEFORE_END = re.compile(r"[ \t]*\n\s*(?=/?>\Z)")
# `{% if … %}` without `{% else %}`, so that what is left out takes its space with it.
_BEFORE_IF = re.compile(
    r"[ \t]*\n\s*(\{% if (?>.*?%\}))\s*(?=(?:(?!\{% el).)*?\{% endif %\})", re.DOTALL
)
_AFTER_IF = re.compile(r"(\{% (?:if|el)(?>.*?%\}))[ \t]*\n\s*")
_BEFORE_ELSE = re.compile(r"[ \t]*\n\s*(?=\{% (?:el|end))")


class Loader(filesystem.Loader):
    """Django's loader for the templates of the project; pages get what `compact` leaves."""

    def get_contents(self, origin: Origin) -> str:
        """The source that Django compiles."""
        contents: str = super().get_contents(origin)
        return compact(contents) if origin.name.endswith(".html") else contents


def compact(source: str) -> str:
    """The template without the line breaks that its reader needs and the page does not."""
    return "".join(_parts(source)).replace("&#32;", " ")


def _parts(source: str) -> Iterator[str]:
    position, is_after_tag = 0, True
    for found in _TOKEN.finditer(source):
        is_text = found["text"] is not None
        yield _text(source[position : found.start()], is_after_tag, before_tag=not is_text)
        yield _token(found)
        position, is_after_tag = found.end(), not is_text
    yield _text(source[position:], is_after_tag, before_tag=True)


def _text(text: str, after_tag: bool, *, before_tag: bool) -> str:
    if "\n" not in text:
        return text
    if not text.strip():
        return "" if after_tag or before_tag else " "
    start = _BREAK.match(text) if after_tag else None
    text = text[start.end() :] if start else text
    if before_tag and (rest := text[len(text.rstrip()) :]) and "\n" in rest:
        text = text.rstrip()
    return _BREAK.sub(" ", text)


def _token(found: re.Match[str]) -> str:
    kept = found["body"] or found["content"] or ""
    tag = _BEFORE_END.sub("", found[0].removesuffix(kept))
    tag = _BEFORE_ELSE.sub("", _AFTER_IF.sub(r"\1", _BEFORE_IF.sub(r"\1 ", tag)))
    return _BREAK.sub(" ", tag) + kept
