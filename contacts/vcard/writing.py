"""Writing cards to a file, so that reading them again gives the same cards."""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from contacts.vcard.card import Card, Email, Phone, PostalAddress
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
#: RFC 6350 section 3.2: a line has at most 75 octets without its line end.
_WIDTH: Final = 75


def write_cards(cards: Iterable[Card], version: Version = "4.0") -> bytes:
    """The cards as one UTF-8 file after RFC 2426 (3.0) or RFC 6350 (4.0).

    Problems and the position in the file they were read from are not written. Number, staircase,
    floor and door stand in the street line; where that line would be read differently they are
    repeated in a property of the same group. Extras whose name is none go into the note.
    """
    return b"".join(_fold(line) for card in cards for line in _card_lines(card, version))


def _card_lines(card: Card, version: Version) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield from _identity(card, version)
    for phone in card.phones:
        yield f"TEL{_types(_PHONE_TYPES[phone.kind], phone, version)}:{escape(phone.number)}"
    for email in card.emails:
        yield f"EMAIL{_types(_place(email.kind), email, version)}:{escape(email.address)}"
    for number, address in enumerate(card.addresses, start=1):
        yield from _address(address, f"item{number}.", version)
    yield from _work(card)
    if card.photo:
        yield _photo(card.photo.data, card.photo.media_type, version)
    yield from _rest(card)
    yield "END:VCARD"


def _identity(card: Card, version: Version) -> Iterator[str]:
    yield f"FN:{escape(card.display_name)}"
    yield "N:" + _structured(
        card.family_name,
        card.given_name,
        card.additional_names,
        card.title_before,
        card.title_after,
    )
    yield from _kind(card, version)
    yield from _said("NICKNAME", card.nickname)
    yield from _said("X-MAIDENNAME", card.birth_name)
    if card.salutation:
        yield ("GENDER:" if version == "4.0" else "X-GENDER:") + _SEXES[card.salutation]
    if card.birth_date:
        basic = version == "4.0"
        yield f"BDAY:{card.birth_date.strftime('%Y%m%d') if basic else card.birth_date}"
    elif card.birth_date_text:
        yield f"BDAY;VALUE=text:{escape(card.birth_date_text)}"


def _kind(card: Card, version: Version) -> Iterator[str]:
    """The kind in words of the version, also where it follows from name and organisation."""
    if version == "4.0":
        yield f"KIND:{'org' if card.kind == 'company' else 'individual'}"
    elif card.kind == "company":
        yield "X-ABShowAs:COMPANY"
    else:
        yield "X-ADDRESSBOOKSERVER-KIND:individual"


def _work(card: Card) -> Iterator[str]:
    if card.organisation or card.department:
        units = [card.organisation, card.department] if card.department else [card.organisation]
        yield "ORG:" + _structured(*units)
    yield from _said("TITLE", card.position)


def _rest(card: Card) -> Iterator[str]:
    yield from (f"URL:{escape(website)}" for website in card.websites)
    yield from _said("NOTE", card.note)
    if card.categories:
        yield "CATEGORIES:" + ",".join(escape(category) for category in card.categories)
    yield from (f"LANG:{escape(language)}" for language in card.languages)
    yield from _said("UID", card.uid)
    yield from _said("REV", card.revision)
    yield from (_extra(name, text) for name, text in card.extras)


def _extra(name: str, text: str) -> str:
    """A name with dots gets a group before it, as its first part would be taken for one."""
    if not _NAME.match(name):
        return f"NOTE:{escape(f'{name}: {text}')}"
    group = "extra." if "." in name else ""
    return f"{group}{name}{';VALUE=uri' if name == 'PHOTO' else ''}:{escape(text)}"


def _address(address: PostalAddress, group: str, version: Version) -> Iterator[str]:
    parts = Street(
        address.street, address.house_number, address.staircase, address.floor, address.door
    )
    line = join_street(parts)
    value = _structured(
        "",
        address.extra,
        line,
        address.place,
        address.region,
        address.postal_code,
        country_name(address.country),
    )
    yield f"{group}ADR{_types(_place(address.kind), address, version)}:{value}"
    splits = address.country in SPLIT_COUNTRIES
    if (split_street(line) if splits else Street(line)) != parts:
        numbers = (parts.house_number, parts.staircase, parts.floor, parts.door)
        yield f"{group}X-ADR-PARTS:{_structured(parts.street, *numbers)}"


def _photo(data: bytes, media_type: str, version: Version) -> str:
    body = base64.b64encode(data).decode("ascii")
    if version == "4.0":
        return f"PHOTO:data:{media_type};base64,{body}"
    short = media_type.removeprefix("image/").upper()
    kind = "" if media_type == UNKNOWN_TYPE else f";TYPE={short}"
    return f"PHOTO;ENCODING=b{kind}:{body}"


def _place(kind: str) -> tuple[str, ...]:
    return () if kind == "other" else (kind,)


def _types(kinds: tuple[str, ...], value: Phone | Email | PostalAddress, version: Version) -> str:
    if value.primary and version == "3.0":
        kinds = (*kinds, "pref")
    types = "".join(f";TYPE={kind}" for kind in kinds)
    return types + (";PREF=1" if value.primary and version == "4.0" else "")


def _said(name: str, text: str) -> Iterator[str]:
    if text:
        yield f"{name}:{escape(text)}"


def _structured(*components: str) -> str:
    return ";".join(escape(component) for component in components)


def escape(text: str) -> str:
    """The text with everything escaped that ends a value, a component or a list member."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _fold(line: str) -> bytes:
    """The line with its end, folded between characters and never inside one."""
    raw = line.encode("utf-8", "replace")
    pieces, start, width = [], 0, _WIDTH
    while len(raw) - start > width:
        end = start + width
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[start:end])
        start, width = end, _WIDTH - 1
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
