"""The pictures, plans, documents and links of a property."""

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from properties.openimmo import values
from properties.openimmo.archive import Archive, ArchiveError
from properties.openimmo.leaves import Leaves
from properties.openimmo.listing import Attachment
from properties.openimmo.problems import Problem, problem
from properties.openimmo.vocabulary import ATTACHMENT_GROUPS, MEDIA_TYPES, word

MOST_ATTACHMENTS = 500

# Gives the bytes a path in the document means. Raises `ArchiveError` if there are none.
Fetch = Callable[[str], bytes]

_ATTACHMENT = re.compile(r"(?:anhaenge(?:\[\d+\])?/)?anhang(?:\[\d+\])?")
_CONTACT_PHOTO = "kontaktperson/foto"
_REMOTE = re.compile(r"(?:https?|ftps?)://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_UNSAFE_IN_NAMES = re.compile(r"[\x00-\x1f\x7f<>:\"|?*\u202a-\u202e\u2066-\u2069]")


def fetch_from(archive: Archive | None, *, beside: str) -> Fetch:
    """How a document named `beside` gets at the files of `archive`."""

    def fetch(path: str) -> bytes:
        name = archive.find(path, beside=beside) if archive else None
        if archive is None or name is None:
            raise ArchiveError("attachment_missing", value=path)
        return archive.read(name)

    return fetch


def read_attachments(leaves: Leaves, fetch: Fetch) -> tuple[tuple[Attachment, ...], list[Problem]]:
    """The attachments in the document's order, and what is wrong with them together."""
    bases = [key for key in leaves.elements if _ATTACHMENT.fullmatch(key)]
    read = [_attachment(leaves, base, fetch) for base in bases[:MOST_ATTACHMENTS]]
    if leaves.get(f"{_CONTACT_PHOTO}/daten/pfad") or leaves.get(
        f"{_CONTACT_PHOTO}/daten/anhanginhalt"
    ):
        photo = _attachment(leaves, _CONTACT_PHOTO, fetch)
        read.append(replace(photo, group="contact_photo"))
    too_many = len(bases) > MOST_ATTACHMENTS
    problems = [problem("too_many_attachments", value=str(MOST_ATTACHMENTS))] if too_many else []
    return tuple(read), problems


def _attachment(leaves: Leaves, base: str, fetch: Fetch) -> Attachment:
    leaves.take(f"{base}/@location")  # INTERN, EXTERN and REMOTE are often wrong; the path tells
    group = leaves.take(f"{base}/@gruppe")
    title = str(values.line(leaves.take(f"{base}/anhangtitel")).value)
    claimed = leaves.take(f"{base}/format")
    path = leaves.take(f"{base}/daten/pfad")
    embedded = leaves.take(f"{base}/daten/anhanginhalt")
    name = safe_name(path)
    media_type = media_type_of(claimed, name)
    described = Attachment(
        group=_group(group, media_type), title=title, media_type=media_type, file_name=name
    )
    return _filled(described, path, embedded, fetch, leaves.elements.get(base, base))


def _filled(
    attachment: Attachment, path: str, embedded: str, fetch: Fetch, where: str
) -> Attachment:
    if embedded:
        return _with_data(attachment, lambda: _decoded(embedded), where)
    if _REMOTE.match(path) or path.casefold().startswith("www."):
        url = path if _REMOTE.match(path) else f"https://{path}"
        return replace(attachment, external_url=url)
    if not path:
        return replace(attachment, problem=problem("attachment_without_data", path=where))
    if _SCHEME.match(path):
        return replace(
            attachment, problem=problem("attachment_unsafe_path", value=path, path=where)
        )
    return _with_data(attachment, lambda: fetch(path), where)


def _with_data(attachment: Attachment, load: Callable[[], bytes], where: str) -> Attachment:
    try:
        data = load()
    except ArchiveError as error:
        return replace(attachment, problem=replace(error.problem, path=where))
    if not data:
        empty = problem("attachment_empty", value=attachment.file_name, path=where)
        return replace(attachment, problem=empty)
    return replace(attachment, data=data)


def _decoded(embedded: str) -> bytes:
    bare = re.sub(r"\s+", "", embedded.partition("base64,")[2] or embedded)
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ArchiveError("attachment_undecodable") from error


def _group(said: str, media_type: str) -> str:
    if known := ATTACHMENT_GROUPS.get(word(said)):
        return known
    if media_type.startswith("image/"):
        return "image"
    if media_type == "application/pdf":
        return "document"
    return "video" if media_type.startswith("video/") else "other"


def media_type_of(claimed: str, file_name: str) -> str:
    """The media type from ``format`` (``JPG``, ``.jpg``, ``image/jpeg``) or the file's name."""
    if re.fullmatch(r"[a-z]{1,20}/[a-z0-9.+-]{1,100}", claimed.casefold()):
        return claimed.casefold().replace("image/jpg", "image/jpeg")
    extensions: Iterator[str] = iter((claimed.lstrip("."), file_name.rpartition(".")[2]))
    return next((MEDIA_TYPES[word(e)] for e in extensions if word(e) in MEDIA_TYPES), "")


def safe_name(path: str) -> str:
    """The bare file name in a path or address, without characters that deceive."""
    bare = re.split(r"[?#]", path)[0] if _REMOTE.match(path) else path
    name = posixpath.basename(bare.replace("\\", "/").rstrip("/"))
    return _UNSAFE_IN_NAMES.sub("_", name).lstrip(".")[-150:]
