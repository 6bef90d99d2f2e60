"""From the properties of one card to the card."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from contacts.vcard.card import Card, Problem, Salutation
from contacts.vcard.countries import country_name
from contacts.vcard.draft import Draft
from contacts.vcard.frames import Frame
from contacts.vcard.limits import MAX_TEXT
from contacts.vcard.pictures import read_photo
from contacts.vcard.problems import problem
from contacts.vcard.properties import Property
from contacts.vcard.reach import address, email, extension, label_kind, phone, with_primary
from contacts.vcard.values import (
    components,
    listed,
    listed_components,
    read_date,
    separated,
    unescape,
)

_SALUTATIONS: Final[dict[str, Salutation]] = {
    "herr": "mr",
    "herrn": "mr",
    "hr": "mr",
    "mr": "mr",
    "mister": "mr",
    "frau": "ms",
    "fr": "ms",
    "mrs": "ms",
    "ms": "ms",
    "miss": "ms",
}
_GENDERS: Final[dict[str, Salutation]] = {
    "m": "mr",
    "male": "mr",
    "männlich": "mr",
    "2": "mr",
    "f": "ms",
    "female": "ms",
    "w": "ms",
    "weiblich": "ms",
    "1": "ms",
    "o": "divers",
    "d": "divers",
    "divers": "divers",
    "other": "divers",
}
_COMPANY: Final = frozenset({"org", "organization", "organisation", "company"})
#: Properties about the file, not about the contact.
_SILENT: Final = frozenset({"VERSION", "PRODID", "PROFILE", "BEGIN", "END", "X-ABSHOWAS"})
_BINARY: Final = frozenset({"LOGO", "SOUND", "KEY"})


def build(index: int, frame: Frame) -> Card:
    """The card of a frame; whatever no field takes is in its extras."""
    draft = Draft(frame)
    for prop in frame.properties:
        for code in prop.flaws:
            draft.flaw(code, prop)
        if prop.name not in _SILENT and not draft.is_companion(prop):
            _HANDLERS.get(prop.name, Draft.keep)(draft, prop)
    _keep_printed_labels(draft)
    birth_date, birth_text = _birthday(draft)
    return Card(
        index=index,
        kind="company" if _is_company(draft, frame) else "person",
        salutation=draft.salutation,
        birth_date=birth_date,
        birth_date_text=birth_text,
        phones=with_primary(draft.phones),
        emails=with_primary(draft.emails),
        addresses=with_primary(draft.addresses),
        websites=tuple(dict.fromkeys(draft.websites)),
        categories=tuple(dict.fromkeys(draft.categories)),
        languages=tuple(dict.fromkeys(draft.languages)),
        photo=draft.photo,
        extras=tuple(draft.extras),
        problems=_problems(draft, frame),
        **draft.texts,
    )


def _text(field: str) -> Callable[[Draft, Property], None]:
    return lambda draft, prop: draft.set_once(field, unescape(prop.value), prop)


def _name(draft: Draft, prop: Property) -> None:
    if any(draft.texts.get(field) for field in ("family_name", "given_name")):
        draft.keep(prop)
        return
    family, given, more, before, after = (
        ", ".join(members) for members in listed_components(prop.value, 5)
    )
    first, _space, rest = before.partition(" ")
    greeting = _SALUTATIONS.get(first.rstrip(".,").casefold())
    if greeting:
        draft.salutation = draft.salutation or greeting
        before = rest
    names = {
        "family_name": family,
        "given_name": given,
        "additional_names": more,
        "title_before": before,
        "title_after": after,
    }
    draft.texts.update({field: text for field, text in names.items() if text})


def _gender(draft: Draft, prop: Property) -> None:
    sex, identity = components(prop.value, 2)
    said = _GENDERS.get(sex.casefold()) or _GENDERS.get(identity.casefold())
    if said is None or identity:
        draft.keep(prop)
    draft.salutation = said or draft.salutation


def _nickname(draft: Draft, prop: Property) -> None:
    draft.set_once("nickname", ", ".join(listed(prop.value)), prop)


def _android(draft: Draft, prop: Property) -> None:
    kind, value = components(prop.value, 2)
    if kind.endswith("/nickname"):
        draft.set_once("nickname", value, prop)
    else:
        draft.keep(prop)


def _organisation(draft: Draft, prop: Property) -> None:
    units = separated(prop.value, ";")
    if draft.texts.get("organisation"):
        draft.keep(prop, " / ".join(filter(None, units)))
        return
    draft.set_once("organisation", units[0], prop)
    draft.set_once("department", " / ".join(filter(None, units[1:])), prop)


def _note(draft: Draft, prop: Property) -> None:
    notes = (draft.texts.get("note", ""), unescape(prop.value))
    if len(notes[0]) > MAX_TEXT:
        draft.keep(prop)
        return
    draft.texts["note"] = "\n\n".join(filter(None, notes))


def _card_kind(draft: Draft, prop: Property) -> None:
    said = unescape(prop.value).casefold()
    draft.card_kind = draft.card_kind or said
    if said == "group":
        draft.flaw("group_card", prop)
    if said not in _COMPANY | {"individual"}:
        draft.keep(prop)


def _birth(draft: Draft, prop: Property) -> None:
    if draft.birthday is None and unescape(prop.value):
        draft.birthday = prop
    else:
        draft.keep(prop)


def _birthday(draft: Draft) -> tuple[date | None, str]:
    prop = draft.birthday
    if prop is None:
        return None, ""
    text = unescape(prop.value)
    found = None if prop.param("VALUE").lower() == "text" else read_date(text)
    omitted = prop.param("X-APPLE-OMIT-YEAR")
    if found is None or (omitted and text.startswith(omitted)):
        draft.flaw("birth_date", prop)
        return None, f"--{text[5:]}" if omitted and text.startswith(omitted) else text
    return found, ""


def _phone(draft: Draft, prop: Property) -> None:
    label = draft.label(prop)
    found = phone(prop, label)
    if found:
        draft.phones.append((found, prop.preference))
        _keep_label(draft, label, found.number)
        if beyond := extension(prop):
            draft.extras.append(("X-EXTENSION", f"{found.number} ext. {beyond}"))


def _email(draft: Draft, prop: Property) -> None:
    label = draft.label(prop)
    found = email(prop, label)
    if found:
        draft.emails.append((found, prop.preference))
        _keep_label(draft, label, found.address)


def _address(draft: Draft, prop: Property) -> None:
    label = draft.label(prop)
    hint = unescape(draft.companion(prop, "X-ABADR")) or prop.param("CC")
    found = address(prop, label, draft.companion(prop, "X-ADR-PARTS"), hint)
    if found:
        draft.addresses.append((found, prop.preference))
        draft.raw_addresses.append(prop.value)
        _keep_label(draft, label, f"{found.street} {found.house_number}".strip())
    if prop.param("LABEL"):
        draft.printed.append(Property("LABEL", prop.param("LABEL")))


def _keep_label(draft: Draft, label: str, value: str) -> None:
    """A label that is no kind of ours, as "Sekretariat", is kept beside its value."""
    if label and not label_kind(label):
        draft.extras.append(("X-ABLABEL", f"{value}: {label}"))


def _keep_printed_labels(draft: Draft) -> None:
    """An address as printed says nothing new where all of its words stand in an address."""
    known = {word for raw in draft.raw_addresses for word in _words(unescape(raw))}
    for found, _preference in draft.addresses:
        known.update(_words(country_name(found.country)))
    for prop in draft.printed:
        if set(_words(unescape(prop.value))) - known:
            draft.keep(prop)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _photo(draft: Draft, prop: Property) -> None:
    photo, flaw = read_photo(prop)
    if flaw == "photo_linked" and not prop.value.strip():
        return
    if photo and draft.photo:
        draft.flaw("binary_left_out", prop)
        return
    draft.photo = photo or draft.photo
    if flaw:
        draft.flaw(flaw, prop)
    if flaw == "photo_linked":
        draft.keep(prop)


def _binary(draft: Draft, prop: Property) -> None:
    if prop.is_base64 or prop.value[:5].lower() == "data:":
        draft.flaw("binary_left_out", prop)
    else:
        draft.keep(prop)


def _is_company(draft: Draft, frame: Frame) -> bool:
    if any(p.name == "X-ABSHOWAS" and p.value.upper() == "COMPANY" for p in frame.properties):
        return True
    if draft.card_kind:
        return draft.card_kind in _COMPANY
    texts = draft.texts
    named = texts.get("family_name") or texts.get("given_name")
    firm = texts.get("organisation")
    return bool(firm) and not named and texts.get("display_name", firm) == firm


def _problems(draft: Draft, frame: Frame) -> tuple[Problem, ...]:
    first: dict[str, int] = {}
    for code, number in draft.flaws:
        first.setdefault(code, number)
    names = ("display_name", "family_name", "given_name", "organisation", "nickname")
    if not any(draft.texts.get(field) for field in names):
        said = draft.phones or draft.emails or draft.addresses or draft.extras or draft.websites
        nothing = not (said or draft.photo or draft.texts.get("note"))
        first["empty" if nothing else "no_name"] = frame.number
    return tuple(problem(code, number) for code, number in first.items())


_HANDLERS: Final[dict[str, Callable[[Draft, Property], None]]] = {
    "FN": _text("display_name"),
    "N": _name,
    "NICKNAME": _nickname,
    "X-MAIDENNAME": _text("birth_name"),
    "X-MAIDEN-NAME": _text("birth_name"),
    "X-BIRTHNAME": _text("birth_name"),
    "GENDER": _gender,
    "X-GENDER": _gender,
    "X-WAB-GENDER": _gender,
    "BDAY": _birth,
    "TEL": _phone,
    "EMAIL": _email,
    "ADR": _address,
    "LABEL": lambda draft, prop: draft.printed.append(prop),
    "URL": lambda draft, prop: draft.websites.extend(filter(None, [unescape(prop.value)])),
    "ORG": _organisation,
    "TITLE": _text("position"),
    "NOTE": _note,
    "CATEGORIES": lambda draft, prop: draft.categories.extend(listed(prop.value)),
    "LANG": lambda draft, prop: draft.languages.extend(listed(prop.value)),
    "KIND": _card_kind,
    "X-ADDRESSBOOKSERVER-KIND": _card_kind,
    "UID": _text("uid"),
    "REV": _text("revision"),
    "X-ANDROID-CUSTOM": _android,
    "PHOTO": _photo,
    **dict.fromkeys(_BINARY, _binary),
}
