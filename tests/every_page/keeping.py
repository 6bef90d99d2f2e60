"""Keeps what every page, fragment and refused form says, to compare it with what it says later.

`make pages` twice, before and after a change of templates: the first keeps everything in var/pages,
the second fails where something differs. What differs in each run (keys, tokens, times) is left
out, white space counts where it can be seen.
"""

import difflib
import re
from collections.abc import Iterator
from copy import copy
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from lxml import html

from tests.every_page.walking import Walk

KEPT = Path("var/pages")
# Between these and what stands beside them white space is not shown.
BLOCKS = set(
    """address article aside blockquote body caption col colgroup datalist dd details dialog div dl dt
    fieldset figure footer form h1 h2 h3 h4 head header hr html legend li link main meta nav noscript
    ol optgroup option p pre script section style summary table tbody td template tfoot th thead
    title tr ul svg/* select/*""".split()
)
RUNS_DIFFER = [
    (re.compile(r"\d\d\.\d\d\.\d{4}|\d{4}-\d\d-\d\d"), "DAY"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"), "UUID"),
    (re.compile(r"(?=[\w:.-]*\d)[\w:.-]{32,}={0,2}"), "KEY"),
    (re.compile(r"\d\d(:|%3A)\d\d(\1\d\d(\.\d+)?)?"), "TIME"),
    (re.compile(r'(name="write_key" value=)"[^"]*"'), r'\1""'),
    (re.compile(r"data:image/svg[^\"]*"), "PICTURE"),
    (re.compile(r'(name="csrfmiddlewaretoken" value=)"[^"]*"'), r'\1""'),
]
PARTIAL = re.compile(r"{% partialdef ([\w-]+)")
SPACE = re.compile(r"[ \t\n\r]+")
RAW = {"pre", "textarea", "script", "style"}


class Lines:
    """A document as one line per tag and per text."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.lines: list[str] = []
        self._after_space = True
        self._walk(root, None)

    def _walk(self, element: html.HtmlElement, parent: html.HtmlElement | None) -> None:
        if not isinstance(element.tag, str):
            self._text(element.tail or "", parent)
            return
        is_block = element.tag in BLOCKS or (parent is not None and f"{parent.tag}/*" in BLOCKS)
        self._edge(is_block)
        names = sorted(element.attrib)
        attributes = "".join(f" {n}={' '.join(str(element.get(n)).split())!r}" for n in names)
        self.lines.append(f"<{element.tag}{attributes}>")
        self._text(element.text or "", element)
        for child in element:
            self._walk(child, element)
        self._edge(is_block)
        self.lines.append(f"</{element.tag}>")
        self._text(element.tail or "", parent)

    def _edge(self, is_block: bool) -> None:
        if is_block:
            if self.lines and self.lines[-1].startswith("“"):
                text = self.lines.pop()[1:].rstrip(" ")
                self.lines += [f"“{text}"] if text else []
            self._after_space = True

    def _text(self, text: str, parent: html.HtmlElement | None) -> None:
        if parent is not None and parent.tag in RAW:
            self.lines += [f"“{text}"] if text else []
            return
        text = SPACE.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            self.lines.append(f"“{text}")
            self._after_space = text.endswith(" ")


def said(content: bytes) -> list[str]:
    """The lines of one answer."""
    text = content.decode()
    for pattern, instead in RUNS_DIFFER:
        text = pattern.sub(instead, text)
    if not text.strip():
        return []
    is_whole = "<html" in text
    return Lines(
        html.document_fromstring(text) if is_whole else html.fragment_fromstring(text, "div")
    ).lines


def answers(walk: Walk) -> Iterator[tuple[str, bytes]]:
    """What every page says, what its fragments say, and then what its forms say when sent empty."""
    for shown in walk.pages:
        page = walk.visitors[shown.visitor].get(shown.path)
        yield f"{shown.visitor} {shown.path}", page.content
        for name in _partials(page):
            headers = {"HX-Request": "true", "HX-Target": name}
            part = walk.visitors[shown.visitor].get(shown.path, headers=headers)
            if b"<html" not in part.content:
                yield f"{shown.visitor} {shown.path} {name}", part.content
    for shown in walk.pages:
        sent = _sent_empty(walk.visitors[shown.visitor], shown.path)
        if sent.status_code == 422:
            yield f"{shown.visitor} {shown.path} sent", sent.content


def _sent_empty(visitor: Client, path: str) -> HttpResponse:
    """The answer; the visitor stays signed in, and nothing is kept."""
    sender = Client(raise_request_exception=False)
    sender.cookies = copy(visitor.cookies)
    with transaction.atomic():
        answer = sender.post(path, {"note": ""})
        transaction.set_rollback(True)
    return answer


def _partials(page) -> list[str]:
    sources = {one.name: one.source for one in page.templates if hasattr(one, "source")}
    return sorted({name for source in sources.values() for name in PARTIAL.findall(source)})


def test_pages_say_what_they_said(walk):
    is_first = not KEPT.exists()
    KEPT.mkdir(parents=True, exist_ok=True)
    found, sizes = [], [0, 0]
    for key, content in answers(walk):
        file = KEPT / (re.sub(r"[^\w.-]+", "_", re.sub(r"[\w:-]{32,}", "KEY", key))[-180:] + ".txt")
        lines = "\n".join(said(content)).split("\n")
        if is_first:
            file.write_text("\n".join([str(len(content)), *lines]))
        before, *was = (file.read_text() if file.exists() else "0\n").split("\n")
        sizes = [sizes[0] + int(before), sizes[1] + len(content)]
        found += _differences(key, was, lines)
    print(f"{len(list(KEPT.iterdir()))} answers, {sizes[0]} bytes before, {sizes[1]} now")
    assert not found, "\n".join(found)


def _differences(key: str, before: list[str], now: list[str]) -> list[str]:
    lines = list(difflib.unified_diff(before, now, lineterm="", n=2))[2:]
    return [f"== {key}", *lines] if lines else []
