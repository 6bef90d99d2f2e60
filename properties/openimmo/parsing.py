"""Bytes become an XML tree, safely and in spite of the usual damage.

No entity is expanded, no DTD loaded, nothing fetched: a document that defines
entities is refused before any parser sees it (entity expansion and external
entities, CWE-776 and CWE-611).
"""

import codecs
import html.entities
import re
from dataclasses import dataclass

from lxml import etree

from properties.openimmo.problems import Problem, problem

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}\?>")
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,500}>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,300}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(
    r"(<!\[CDATA\[(?:.*?\]\]>|.*\Z)|<!--(?:.*?-->|.*\Z))|&(?:#(\d{1,9}|x[0-9a-f]{1,8});|(\w{1,40});|)",
    re.DOTALL | re.IGNORECASE,
)
# A tree takes some hundred bytes per element, however small the document.
MOST_TAGS = 4_000_000
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# What a declaration may name besides UTF-8; anything else is read as Windows-1252.
_BYTE_ENCODINGS = re.compile(r"(iso-?8859-?\d+|latin-?\d|windows-?125\d|cp125\d|cp437|cp850)$")


@dataclass(frozen=True)
class Tree:
    """The root of a document, None if there is none; `complete` is False when it broke off."""

    root: etree._Element | None
    problems: tuple[Problem, ...] = ()
    complete: bool = True


def parse_xml(source: bytes) -> Tree:
    """Parse `source`; whatever is wrong is in the tree's `problems`."""
    if not source.strip():
        return Tree(None, (problem("empty_file"),))
    text, problems = _decode(source)
    text = text.lstrip("\ufeff").strip()
    text = text[match.end() :].lstrip() if (match := _DECLARATION.match(text)) else text
    if "<!DOCTYPE" in text and "<!ENTITY" in text:
        return Tree(None, (problem("unsafe_xml"),))
    if text.count("<") > MOST_TAGS:
        return Tree(None, (problem("too_many_elements"),))
    text = _PLAIN_DOCTYPE.sub("", text, count=1)
    if not text.startswith("<"):
        return Tree(None, (problem("not_xml"),))
    return _parse(text, problems)


def _parse(text: str, problems: list[Problem]) -> Tree:
    try:
        return Tree(_strict(text), tuple(problems))
    except etree.XMLSyntaxError:
        pass
    repaired = repair(text)
    try:
        return Tree(_strict(repaired), (*problems, problem("repaired_xml")))
    except etree.XMLSyntaxError as error:
        broken = problem("not_well_formed", value=str(error.lineno or 1))
    root = _lenient(repaired)
    if root is None:
        return Tree(None, (*problems, problem("not_xml")))
    return Tree(root, (*problems, broken), complete=False)


def _strict(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), _parser(recover=False))


def _lenient(text: str) -> etree._Element | None:
    try:
        return etree.fromstring(text.encode(), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def repair(text: str) -> str:
    """Make the usual offences legal: control characters, bare ``&``, HTML's ``&uuml;``."""
    return _REFERENCE.sub(_legal_reference, _FORBIDDEN.sub("", text))


def _legal_reference(match: re.Match[str]) -> str:
    protected, code_point, name = match.groups()
    if protected:
        return str(protected)
    if code_point:
        return match[0] if _is_legal(code_point) else ""
    if name in _XML_ENTITIES:
        return match[0]
    if name and (character := html.entities.html5.get(f"{name};")):
        return character
    return "&amp;" + match[0][1:]


def _is_legal(code_point: str) -> bool:
    number = int(code_point[1:], 16) if code_point[0] in "xX" else int(code_point)
    return number <= 0x10FFFF and not _FORBIDDEN.match(chr(number))


def _decode(source: bytes) -> tuple[str, list[Problem]]:
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            return _forbidden_removed(source.decode(encoding, "replace"), [])
    declared = _declared_encoding(source)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_bytes(source, declared)
    wrong = declared not in ("", "utf-8", "utf8") and not source.isascii()
    return _forbidden_removed(text, [problem("wrong_encoding", value="UTF-8")] if wrong else [])


def _decode_bytes(source: bytes, declared: str) -> tuple[str, list[Problem]]:
    """One byte per character. Declared Latin-1 is in truth Windows-1252 (as on the web)."""
    if _BYTE_ENCODINGS.fullmatch(declared) and declared not in ("iso-8859-1", "latin1", "latin-1"):
        try:
            return _forbidden_removed(source.decode(declared, "replace"), [])
        except LookupError:
            pass
    known = declared in ("iso-8859-1", "latin1", "latin-1", "iso8859-1")
    text = source.decode("cp1252", "replace")
    return _forbidden_removed(
        text, [] if known else [problem("wrong_encoding", value="Windows-1252")]
    )


def _declared_encoding(source: bytes) -> str:
    match = _DECLARED.match(source[:1000])
    return match[1].decode("ascii", "replace").casefold() if match else ""


def _forbidden_removed(text: str, problems: list[Problem]) -> tuple[str, list[Problem]]:
    legal = _FORBIDDEN.sub("", text)
    return legal, [*problems, problem("repaired_xml")] if len(legal) != len(text) else problems
