"""Maps a row of a table to a contact: every cell finds its place, the rest goes to the remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from base.masking import masked
from base.places.countries import implied_country
from contacts.choices import ContactKind, ReachKind, Source
from contacts.data import ContactData, RowData
from contacts.fields.calling import home_of
from contacts.imports.card_to_contact import MAX_BIRTH_TEXT, MAX_TAG, TooLong
from contacts.imports.cell_fields import put
from contacts.imports.cells import CellProblem, Cells
from contacts.imports.entry import Entry
from contacts.models import Contact, ContactAddress, ContactEmail, ContactPhone
from contacts.tables.fields import FIELDS, SKIP
from contacts.tables.table import Table
from contacts.tables.values import split_name, split_title
from contacts.vcard.countries import country_code
from contacts.vcard.reach import SPLIT_COUNTRIES
from contacts.vcard.streets import Street, split_street

#: Fields whose text is the column of the contact.
_PLAIN: Final = {
    "kind": "kind",
    "salutation": "salutation",
    "title": "title_before",
    "title_after": "title_after",
    "given_name": "given_name",
    "family_name": "family_name",
    "birth_name": "birth_name",
    "birth_place": "birth_place",
    "nationality": "nationality",
    "language": "language",
    "company": "company_name",
    "legal_form": "legal_form",
    "position": "position",
    "vat_id": "vat_id",
    "tax_number": "tax_number",
    "register_number": "register_number",
    "register_court": "register_court",
    "external_id": "external_id",
    "source": "source",
    "status": "status",
    "account_holder": "account_holder",
    "iban": "iban",
    "bic": "bic",
    "bank_name": "bank_name",
    "id_kind": "id_kind",
    "id_number": "id_number",
    "id_authority": "id_authority",
}
_SECRET: Final = frozenset({"iban", "id_number"})
_PARTS: Final = (
    "street",
    "house_number",
    "staircase",
    "floor",
    "door",
    "postal_code",
    "place",
    "region",
    "country",
    "address_extra",
)
_POSTAL_PLACE: Final = re.compile(r"(?:([A-Za-z]{1,3})\s?-\s?)?(\d{4,6})\s+(\S.*)$")
_WITH_COUNTRY: Final = re.compile(r"([A-Za-z]{1,3})\s?-?\s?(\d{4,5})$")
_SURE_TITLES: Final = frozenset({"dr", "ddr", "prof", "mag"})


@dataclass(frozen=True)
class Plan:
    """How a table is read: the field of each column, and the country that goes without saying."""

    fields: tuple[str, ...]
    country: str


def table_entries(table: Table, plan: Plan) -> Iterator[Entry]:
    """The rows of the table, counted from 0."""
    for position, row in enumerate(table.rows()):
        yield row_entry(position, row, table.headings, plan)


def row_entry(position: int, row: Sequence[str], headings: Sequence[str], plan: Plan) -> Entry:
    """One row."""
    cells = read_cells(row, headings, plan)
    data = _data(cells, plan)
    values = data.values
    shown = tuple(_shown(row, headings, plan))
    problems = tuple(_told(problem, headings) for problem in cells.problems)
    title = _title(values)
    if not title:
        why = (
            _("Die Zeile ist leer.")
            if not any(row)
            else _(
                "In der Zeile steht weder ein Name noch eine Firma. Ordnen Sie die Spalte mit dem "
                "Namen zu, oder ergänzen Sie ihn."
            )
        )
        name = next((value for _label, value in shown if value), _("Leere Zeile"))
        return Entry(position, name, None, shown, (why, *problems), external_id=_id(values))
    return Entry(position, title, data, shown, problems, external_id=_id(values))


def _id(values: Mapping[str, Any]) -> str:
    return str(values["external_id"])


def read_cells(row: Sequence[str], headings: Sequence[str], plan: Plan) -> Cells:
    """What the cells of a row say, and what is odd about them."""
    cells = Cells(country=_row_country(row, plan))
    for column, (code, heading) in enumerate(zip(plan.fields, headings, strict=True)):
        if row[column] and code != SKIP:
            put(cells, code, column, heading, row[column])
    cells.addresses = [*_address(cells, "", plan.country), *_address(cells, "work_", "")]
    cells.settle_phones(home_of(plan.country, cells.addresses))
    return cells


def _row_country(row: Sequence[str], plan: Plan) -> str:
    """The country in which the row's numbers are at home."""
    if "country" not in plan.fields:
        return plan.country
    said = country_code(row[plan.fields.index("country")])
    return said if len(said) == 2 else plan.country


def _told(problem: CellProblem, headings: Sequence[str]) -> str:
    return f"{headings[problem.column]}: {problem.message}"


def _shown(row: Sequence[str], headings: Sequence[str], plan: Plan) -> Iterator[tuple[str, str]]:
    for code, heading, text in zip(plan.fields, headings, row, strict=True):
        if text and code != SKIP:
            label = str(FIELDS[code].label) if code in FIELDS else heading
            yield label, masked(text) if code in _SECRET else text[:500]


def _title(values: Mapping[str, Any]) -> str:
    if values["kind"] == ContactKind.COMPANY and values["company_name"]:
        return str(values["company_name"])
    names = (values["title_before"], values["given_name"], values["family_name"])
    has_name = values["given_name"] or values["family_name"]
    return " ".join(filter(None, names)) if has_name else str(values["company_name"])


def _data(cells: Cells, plan: Plan) -> ContactData:
    rest = TooLong()
    _settle_names(cells)
    values: dict[str, Any] = {
        name: rest.fitted(Contact, name, cells.texts.get(code, "")) for code, name in _PLAIN.items()
    }
    values |= _defaults(values, cells)
    values |= {**cells.dates, **cells.flags}
    values["tags"] = list(dict.fromkeys(tag[:MAX_TAG] for tag in cells.tags))
    values["roles"] = list(dict.fromkeys(cells.roles))
    values["website"] = rest.fitted(Contact, "website", next(iter(cells.websites), ""))
    values |= _birth_text(cells, rest)
    addresses = [_fitted_address(parts, rest) for parts in cells.addresses]
    phones, emails = _phones(cells, rest), _emails(cells, rest)
    more = [f"{_('Website')}: {address}" for address in cells.websites[1:]]
    more += [f"{_('Schlagwort')}: {tag}" for tag in cells.tags if len(tag) > MAX_TAG]
    values["remarks"] = "\n".join([*cells.remarks, *cells.notes, *more, *rest.lines])
    return ContactData(values=values, phones=phones, emails=emails, addresses=addresses)


def _settle_names(cells: Cells) -> None:
    """Parts of a whole name where there are no others; titles out of the first name."""
    texts = cells.texts
    whole = texts.get("full_name", "")
    is_company = texts.get("kind") == ContactKind.COMPANY
    if whole and is_company:
        texts.setdefault("company", whole)
    elif whole and not (texts.get("given_name") or texts.get("family_name")):
        for code, text in split_name(whole).items():
            texts[code] = texts.get(code) or text
    for code in ("given_name", "family_name"):
        _release_title(texts, code)


def _release_title(texts: dict[str, str], code: str) -> None:
    first = texts.get(code, "").partition(" ")[0]
    if not (first.endswith(".") or first.casefold() in _SURE_TITLES):
        return
    said, title, rest = split_title(texts[code])
    if title or said:
        texts["salutation"] = texts.get("salutation") or said
        texts["title"] = texts.get("title") or title
        texts[code] = rest


def _defaults(values: Mapping[str, Any], cells: Cells) -> dict[str, Any]:
    has_name = values["given_name"] or values["family_name"]
    kind = values["kind"]
    if not has_name and values["company_name"]:
        kind = ContactKind.COMPANY
    if has_name and kind == ContactKind.COMPANY and not values["company_name"]:
        kind = ContactKind.PERSON
    found: dict[str, Any] = {
        "kind": kind or ContactKind.PERSON,
        "source": values["source"] or Source.IMPORT,
        "language": values["language"] or "de",
        "rating": cells.rating,
    }
    if not values["status"]:
        found["status"] = Contact._meta.get_field("status").get_default()
    return found


def _birth_text(cells: Cells, rest: TooLong) -> dict[str, str]:
    text = cells.texts.get("birth_date_text", "")
    return {"birth_date_text": rest.fitted(Contact, "birth_date_text", text)[:MAX_BIRTH_TEXT]}


def _phones(cells: Cells, rest: TooLong) -> list[RowData]:
    rows = (_fitted(row, rest, ContactPhone, "number") for row in cells.phone_rows())
    return [_fitted(row, rest, ContactPhone, "note") for row in rows]


def _emails(cells: Cells, rest: TooLong) -> list[RowData]:
    return [_fitted(row, rest, ContactEmail, "address") for row in cells.email_rows()]


def _fitted(row: RowData, rest: TooLong, model: Any, name: str) -> RowData:
    return replace(row, values={**row.values, name: rest.fitted(model, name, row.values[name])})


def _address(cells: Cells, prefix: str, country: str) -> list[dict[str, Any]]:
    """The address whose fields have this prefix, as the columns of its row; none without any."""
    parts = {part: cells.texts.get(prefix + part, "") for part in _PARTS}
    if not prefix:
        _split_postal_place(parts, cells.texts.get("postal_place", ""))
    if not any(parts[part] for part in _PARTS if part != "country"):
        return []
    _settle_country(parts, country or cells.country)
    _settle_numbers(parts)
    extra = parts.pop("address_extra")
    is_first = not prefix or not any(cells.texts.get(part) for part in _PARTS)
    kind = ReachKind.WORK if prefix else ReachKind.PRIVATE
    return [{**parts, "extra": extra, "kind": kind, "is_primary": is_first}]


def _fitted_address(parts: Mapping[str, Any], rest: TooLong) -> RowData:
    texts = {
        name: rest.fitted(ContactAddress, name, text)
        for name, text in parts.items()
        if name not in ("kind", "is_primary")
    }
    return RowData({**parts, **texts})


def _split_postal_place(parts: dict[str, str], text: str) -> None:
    if not text:
        return
    found = _POSTAL_PLACE.match(text)
    if not found:
        parts["place"] = parts["place"] or text
        return
    parts["country"] = parts["country"] or found[1] or ""
    parts["postal_code"] = parts["postal_code"] or found[2]
    parts["place"] = parts["place"] or found[3]


def _settle_country(parts: dict[str, str], country: str) -> None:
    """The code of the country; a name that nobody knows stands beside the street."""
    code = parts["postal_code"].removesuffix(".0")
    if found := _WITH_COUNTRY.match(code):
        known = country_code(found[1])
        if len(known) == 2 and known.isupper():
            code, parts["country"] = found[2], parts["country"] or known
    said = country_code(parts["country"]) if parts["country"] else ""
    said = said or implied_country(code, parts["place"]) or country
    if len(said) != 2 or not said.isupper():
        parts["address_extra"] = ", ".join(filter(None, [parts["address_extra"], said]))
        said = ""
    # Spreadsheets take the zero from 01067 Dresden.
    lacks_zero = said == "DE" and code.isdecimal() and len(code) == 4
    parts["postal_code"] = f"0{code}" if lacks_zero else code
    parts["country"] = said


def _settle_numbers(parts: dict[str, str]) -> None:
    """Number, staircase and door out of »Hauptstraße 5/2/14« where they have no columns."""
    has_door = parts["staircase"] or parts["floor"] or parts["door"]
    if has_door or parts["country"] not in SPLIT_COUNTRIES:
        return
    if parts["house_number"] and "/" not in parts["house_number"]:
        return
    found = split_street(f"{parts['street']} {parts['house_number']}".strip())
    if found != Street(found.street) and found.street:
        names = ("street", "house_number", "staircase", "floor", "door")
        parts.update({name: getattr(found, name) for name in names})
