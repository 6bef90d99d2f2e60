"""Made-up people as a vCard file, as a phone exports them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.stock.people import Person


def vcards(found: Iterable[Person]) -> bytes:
    """One file of vCards 3.0."""
    return "".join(f"{line}\r\n" for person in found for line in _card(person)).encode()


def _card(person: Person) -> Iterator[str]:
    values = person.values
    name = f"{values['given_name']} {values['family_name']}".strip() or values["company_name"]
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{values['family_name']};{values['given_name']};;{values.get('title_before', '')};"
    yield f"FN:{name}"
    if values["company_name"]:
        yield f"ORG:{values['company_name']}"
    if values["birth_date"]:
        yield f"BDAY:{values['birth_date'].isoformat()}"
    yield from (f"TEL;TYPE={_TYPES[phone.kind]}:{phone.number}" for phone in person.phones)
    yield from (f"EMAIL;TYPE=HOME:{address}" for address in person.emails)
    for place in person.addresses:
        street = f"{place.street} {place.house_number}"
        yield f"ADR;TYPE=HOME:;;{street};{place.place};;{place.postal_code};{_NAMES[place.country]}"
    yield "NOTE:Vom Telefon übernommen"
    yield "END:VCARD"


_TYPES = {"mobile": "CELL", "home": "HOME,VOICE"}
_NAMES = {"AT": "Österreich", "DE": "Deutschland"}
