"""A card in the making."""

import re
from typing import Final

from contacts.vcard.card import Email, Phone, Photo, PostalAddress, Salutation
from contacts.vcard.frames import Frame
from contacts.vcard.properties import Property
from contacts.vcard.values import unescape

#: Types that say nothing more about an extra.
_PLAIN_TYPES: Final = frozenset({"pref", "home", "work", "internet", "voice", "other"})
#: Properties that say something about the property of their group.
_COMPANIONS: Final = frozenset({"X-ABLABEL", "X-ADR-PARTS", "X-ABADR"})
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")


class Draft:
    """What was read of one card so far. Where one field is said twice, the first word stands."""

    def __init__(self, frame: Frame) -> None:
        self.texts: dict[str, str] = {}
        self.phones: list[tuple[Phone, int]] = []
        self.emails: list[tuple[Email, int]] = []
        self.addresses: list[tuple[PostalAddress, int]] = []
        self.websites: list[str] = []
        self.categories: list[str] = []
        self.languages: list[str] = []
        self.photo: Photo | None = None
        self.salutation: Salutation = ""
        self.card_kind = ""
        self.birthday: Property | None = None
        self.printed: list[Property] = []
        self.raw_addresses: list[str] = []
        self.extras: list[tuple[str, str]] = []
        self.flaws = list(frame.flaws)
        self.groups: dict[tuple[str, str], str] = {
            (prop.group, prop.name): prop.value
            for prop in frame.properties
            if prop.group and prop.name in _COMPANIONS
        }
        self.owned_groups = {
            prop.group for prop in frame.properties if prop.group and prop.name not in _COMPANIONS
        }

    def label(self, prop: Property) -> str:
        """What the person called this value, in their own words or the ones of the program."""
        return _APPLE_LABEL.sub(r"\1", unescape(self.companion(prop, "X-ABLABEL")))

    def is_companion(self, prop: Property) -> bool:
        """Whether the property was or will be taken together with another of its group."""
        return prop.name in _COMPANIONS and prop.group in self.owned_groups

    def companion(self, prop: Property, name: str) -> str:
        """The raw value of a property of the same group."""
        return self.groups.get((prop.group, name), "") if prop.group else ""

    def set_once(self, field: str, text: str, prop: Property) -> None:
        """Fill a field that can hold one value; a further, different one becomes an extra."""
        if not text:
            return
        if not self.texts.get(field):
            self.texts[field] = text
        elif self.texts[field] != text:
            self.keep(prop, text)

    def keep(self, prop: Property, text: str = "") -> None:
        """Keep what has no field of its own, with its type and label behind it."""
        text = text or unescape(prop.value)
        if not text:
            return
        about = sorted(prop.types - _PLAIN_TYPES)
        about += [self.label(prop)] if self.label(prop) else []
        self.extras.append((prop.name, f"{text} ({', '.join(about)})" if about else text))

    def flaw(self, code: str, prop: Property) -> None:
        """Remember a problem at the line of the property."""
        self.flaws.append((code, prop.number))
