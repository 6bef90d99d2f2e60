"""The way in: bytes of a feed become documents with listings."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from properties.openimmo import fields
from properties.openimmo.archive import LARGEST_ENTRY, MEBIBYTE, Archive, ArchiveError
from properties.openimmo.attachments import Fetch, fetch_from
from properties.openimmo.document import Document
from properties.openimmo.leaves import Leaves, local_name
from properties.openimmo.listing import Listing
from properties.openimmo.mapping import read_listing
from properties.openimmo.parsing import Tree, parse_xml
from properties.openimmo.problems import Problem, problem

logger = logging.getLogger(__name__)

# ImmoXML is OpenImmo's older sibling with the same elements below the root.
_ROOTS = frozenset({"openimmo", "immoxml"})
_PARTS = frozenset({"anbieter", "immobilie", "uebertragung"})
_FEEDBACK = "openimmo_feedback"
_MOST_NAMED = 5
MOST_LISTINGS = 20_000


def read_openimmo(source: bytes, *, file_name: str) -> list[Document]:
    """Read an OpenImmo XML document or a ZIP with such documents and attachments.

    Never raises and never fetches anything: whatever is wrong is said in the
    `problems` of the documents, listings and attachments. At least one document
    is returned; one XML yields one document per provider.
    """
    indexes = iter(range(MOST_LISTINGS))
    if source.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_archive(source, file_name, indexes)
    if len(source) > LARGEST_ENTRY:
        large = problem("file_too_large", value=f"{LARGEST_ENTRY // MEBIBYTE} MB")
        return [Document(file_name=file_name, problems=(large,))]
    return _read_xml(source, file_name, fetch_from(None, beside=file_name), indexes)


def _read_archive(source: bytes, file_name: str, indexes: Iterator[int]) -> list[Document]:
    try:
        archive = Archive(source)
    except ArchiveError as error:
        return [Document(file_name=file_name, problems=(error.problem,))]
    documents = [
        document
        for name in archive.documents()
        for document in _read_member(archive, name, file_name, indexes)
    ]
    if not documents:
        without = problem("archive_without_document")
        documents = [Document(file_name=file_name, problems=(without,))]
    remarks = (*archive.problems(), *_unreferenced(archive))
    first = replace(documents[0], problems=(*documents[0].problems, *remarks))
    return [first, *documents[1:]]


def _read_member(
    archive: Archive, name: str, file_name: str, indexes: Iterator[int]
) -> list[Document]:
    full_name = f"{file_name}!{name}"
    try:
        source = archive.read(name)
    except ArchiveError as error:
        return [Document(file_name=full_name, problems=(error.problem,))]
    return _read_xml(source, full_name, fetch_from(archive, beside=name), indexes)


def _unreferenced(archive: Archive) -> Iterator[Problem]:
    names = archive.unread()
    if names and archive.documents():
        more = " …" if len(names) > _MOST_NAMED else ""
        yield problem("unreferenced_files", value=", ".join(names[:_MOST_NAMED]) + more)


def _read_xml(
    source: bytes, file_name: str, fetch: Fetch, indexes: Iterator[int]
) -> list[Document]:
    tree = parse_xml(source)
    blank = Document(file_name=file_name, problems=tree.problems)
    if tree.root is None:
        return [blank]
    root = _openimmo_root(tree.root)
    if root is None:
        return [replace(blank, problems=(*tree.problems, _not_openimmo(tree.root)))]
    return _read_root(root, tree, blank, fetch, indexes)


def _openimmo_root(root: etree._Element) -> etree._Element | None:
    """The OpenImmo element: the root, a part of a document, or inside some envelope."""
    if local_name(root) in _PARTS:
        return root
    return next((element for element in root.iter("{*}*") if local_name(element) in _ROOTS), None)


def _not_openimmo(root: etree._Element) -> Problem:
    name = local_name(root)
    return problem("is_feedback") if name == _FEEDBACK else problem("not_openimmo", value=name)


def _read_root(
    root: etree._Element, tree: Tree, blank: Document, fetch: Fetch, indexes: Iterator[int]
) -> list[Document]:
    transfer = _read_transfer(root, blank)
    documents = [
        _read_provider(provider, replace(transfer, problems=()), fetch, indexes)
        for provider in _providers(root)
    ]
    if not any(document.listings for document in documents):
        empty = problem("no_listings")
        transfer = replace(transfer, problems=(*transfer.problems, empty))
    if not documents:
        return [transfer]
    documents[0] = replace(
        documents[0],
        kept=(*transfer.kept, *documents[0].kept),
        problems=(*transfer.problems, *documents[0].problems),
    )
    return documents if tree.complete else _marked_incomplete(documents)


def _marked_incomplete(documents: list[Document]) -> list[Document]:
    """Warn at the last listing, behind which the document broke off."""
    last = documents[-1]
    if last.listings:
        cut = last.listings[-1]
        cut = replace(cut, problems=(*cut.problems, problem("incomplete_listing")))
        last = replace(last, listings=(*last.listings[:-1], cut))
    return [*documents[:-1], last]


def _read_transfer(root: etree._Element, blank: Document) -> Document:
    element = _child(root, "uebertragung")
    if element is None:
        return blank
    leaves = Leaves(element)
    found, problems = fields.read_fields(leaves, fields.DOCUMENT_FIELDS)
    kept = tuple((f"uebertragung/{path}", text) for path, text in leaves.rest())
    return replace(blank, **found, kept=kept, problems=(*blank.problems, *problems))


def _child(root: etree._Element, name: str) -> etree._Element | None:
    candidates = [root, *root.iterchildren("{*}*")]
    return next((element for element in candidates if local_name(element) == name), None)


def _providers(root: etree._Element) -> list[etree._Element]:
    """The elements that hold listings, also where the standard would not have them."""
    if local_name(root) in ("anbieter", "immobilie"):
        return [root]
    children = list(root.iterchildren("{*}*"))
    providers = [element for element in children if local_name(element) == "anbieter"]
    loose = any(local_name(element) == "immobilie" for element in children)
    return [*providers, root] if loose else providers


def _read_provider(
    provider: etree._Element, transfer: Document, fetch: Fetch, indexes: Iterator[int]
) -> Document:
    leaves = Leaves(provider, without=frozenset({"immobilie", "anbieter", "uebertragung"}))
    found, problems = fields.read_fields(leaves, fields.PROVIDER_FIELDS)
    is_listing = local_name(provider) == "immobilie"
    children = [provider] if is_listing else provider.iterchildren("{*}*")
    elements = [element for element in children if local_name(element) == "immobilie"]
    listings = tuple(
        _read_guarded(element, index, transfer.mode, fetch)
        for element, index in zip(elements, indexes, strict=False)
    )
    if len(listings) < len(elements):
        problems.append(problem("too_many_listings", value=str(MOST_LISTINGS)))
    if is_listing:
        return replace(transfer, listings=listings, problems=tuple(problems))
    return replace(
        transfer, **found, listings=listings, kept=leaves.rest(), problems=tuple(problems)
    )


def _read_guarded(element: etree._Element, index: int, mode: str, fetch: Fetch) -> Listing:
    """A listing whatever happens: one property must never cost the agent the whole feed."""
    try:
        return read_listing(element, index=index, mode=mode, fetch=fetch)
    except Exception:
        logger.exception("OpenImmo listing %d cannot be read", index)
        return Listing(index=index, problems=(problem("unreadable_listing"),))
