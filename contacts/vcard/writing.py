"""Writing cards to a file, so that reading them again gives the same cards."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from vobject.base import ContentLine
from vobject.vcard import Address, Name

from contacts.vcard.card import Card, Email, Phone, Photo, PostalAddress
from contacts.vcard.components import card_octets, content_line
from contacts.vcard.countries import country_name
from contacts.vcard.pictures import UNKNOWN_TYPE
from contacts.vcard.reach import SPLIT_COUNTRIES
from contacts.vcard.streets import Street, join_street, split_street

Version = Literal["3.0", "4.0"]

_NAME: Final = re.compile(r"[A-Z0-9_/.-]+$")
_PHONE_TYPES: Final = {
    "mobile": ("cell",),
    "home": ("home", "voice"),
    "work": ("work", "voice"),
    "fax": ("fax",),
    "pager": ("pager",),
    "other": (),
}
_SEXES: Final = {"mr": "M", "ms": "F", "divers": "O"}


def write_cards(cards: Iterable[Card], version: Version = "4.0") -> bytes:
    """The cards as one UTF-8 file after RFC 2426 (3.0) or RFC 6350 (4.0).

    Problems and the position in the file they were read from are not written. Number, staircase,
    floor and door stand in the street line; where that line would be read differently they are
    repeated in a property of the same group. Extras whose name is none go into the note.
    """
    return b"".join(card_octets(_card_lines(card, version)) for card in cards)


def _card_lines(card: Card, version: Version) -> Iterator[ContentLine]:
    yield content_line("VERSION", version)
    yield from _identity(card, version)
    for phone in card.phones:
        yield content_line("TEL", phone.number, *_types(_PHONE_TYPES[phone.kind], phone, version))
    for email in card.emails:
        yield content_line("EMAIL", email.address, *_types(_place(email.kind), email, version))
    for number, address in enumerate(card.addresses, start=1):
        yield from _address(address, f"item{number}", version)
    yield from _work(card)
    if card.photo:
        yield _photo(card.photo, version)
    yield from _rest(card)


def _identity(card: Card, version: Version) -> Iterator[ContentLine]:
    yield content_line("FN", card.display_name)
    names = (card.family_name, card.given_name, card.additional_names)
    yield content_line("N", Name(*names, card.title_before, card.title_after))
    yield _kind(card, version)
    yield from _said("NICKNAME", card.nickname)
    yield from _said("X-MAIDENNAME", card.birth_name)
    if card.salutation:
        yield content_line("GENDER" if version == "4.0" else "X-GENDER", _SEXES[card.salutation])
    if card.birth_date:
        basic = version == "4.0"
        yield content_line("BDAY", f"{card.birth_date:%Y%m%d}" if basic else str(card.birth_date))
    elif card.birth_date_text:
        yield content_line("BDAY", card.birth_date_text, ("VALUE", "text"))


def _kind(card: Card, version: Version) -> ContentLine:
    """The kind in words of the version, also where it follows from name and organisation."""
    if version == "4.0":
        return content_line("KIND", "org" if card.kind == "company" else "individual")
    if card.kind == "company":
        return content_line("X-ABShowAs", "COMPANY")
    return content_line("X-ADDRESSBOOKSERVER-KIND", "individual")


def _work(card: Card) -> Iterator[ContentLine]:
    if card.organisation or card.department:
        units = [card.organisation, card.department] if card.department else [card.organisation]
        yield content_line("ORG", units)
    yield from _said("TITLE", card.position)


def _rest(card: Card) -> Iterator[ContentLine]:
    yield from (content_line("URL", website) for website in card.websites)
    yield from _said("NOTE", card.note)
    if card.categories:
        yield content_line("CATEGORIES", list(card.categories))
    yield from (content_line("LANG", language) for language in card.languages)
    yield from _said("UID", card.uid)
    yield from _said("REV", card.revision)
    yield from (_extra(name, text) for name, text in card.extras)


def _extra(name: str, text: str) -> ContentLine:
    """A name with dots gets a group before it, as its first part would be taken for one."""
    if not _NAME.match(name):
        return content_line("NOTE", f"{name}: {text}")
    params = [("VALUE", "uri")] if name == "PHOTO" else []
    return content_line(name, text, *params, group="extra" if "." in name else "")


def _address(address: PostalAddress, group: str, version: Version) -> Iterator[ContentLine]:
    parts = Street(
        address.street, address.house_number, address.staircase, address.floor, address.door
    )
    line = join_street(parts)
    value = Address(
        extended=address.extra,
        street=line,
        city=address.place,
        region=address.region,
        code=address.postal_code,
        country=country_name(address.country),
    )
    types = _types(_place(address.kind), address, version)
    yield content_line("ADR", value, *types, group=group)
    splits = address.country in SPLIT_COUNTRIES
    if (split_street(line) if splits else Street(line)) != parts:
        numbers = [parts.house_number, parts.staircase, parts.floor, parts.door]
        yield content_line("X-ADR-PARTS", [parts.street, *numbers], group=group)


def _photo(photo: Photo, version: Version) -> ContentLine:
    if version == "4.0":
        body = base64.b64encode(photo.data).decode("ascii")
        return content_line("PHOTO", f"data:{photo.media_type};base64,{body}")
    short = photo.media_type.removeprefix("image/").upper()
    types = [] if photo.media_type == UNKNOWN_TYPE else [("TYPE", short)]
    return content_line("PHOTO", photo.data, ("ENCODING", "b"), *types)


def _place(kind: str) -> tuple[str, ...]:
    return () if kind == "other" else (kind,)


def _types(
    kinds: tuple[str, ...], value: Phone | Email | PostalAddress, version: Version
) -> Iterator[tuple[str, ...]]:
    if value.primary and version == "3.0":
        kinds = (*kinds, "pref")
    if kinds:
        yield ("TYPE", *kinds)
    if value.primary and version == "4.0":
        yield ("PREF", "1")


def _said(name: str, text: str) -> Iterator[ContentLine]:
    if text:
        yield content_line(name, text)
