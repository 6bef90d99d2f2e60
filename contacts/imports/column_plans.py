"""Plans how the columns of a table are read: guessed, then confirmed or changed by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext as _

from base.errors import DomainError
from contacts.imports.row_to_contact import Plan
from contacts.tables.fields import FIELDS, NOTE, SKIP, is_choice
from contacts.tables.guessing import guess
from contacts.tables.table import Table

_LOOKED_AT: Final = 300
_MOST: Final = 0.8
_LENGTHS: Final = {4: "AT", 5: "DE"}


def guessed_plan(table: Table, country: str) -> Plan:
    """The plan that the headings and the postal codes suggest, for an agency of `country`."""
    fields = tuple(guess(table.headings))
    return Plan(fields, guessed_country(table, fields, country))


def guessed_country(table: Table, fields: Sequence[str], country: str) -> str:
    """AT or DE where nearly all postal codes have four or five digits, else `country`."""
    if "postal_code" not in fields:
        return country
    column = fields.index("postal_code")
    codes = [row[column] for row in islice(table.rows(), _LOOKED_AT) if row[column].isdecimal()]
    for length, found in _LENGTHS.items():
        if codes and sum(len(code) == length for code in codes) >= _MOST * len(codes):
            return found
    return country


def with_choices(plan: Plan, table: Table, chosen: Mapping[str, str]) -> Plan:
    """The plan with the fields that were `chosen` for headings, by heading.

    Raises DomainError for an unknown heading or field, and for a field that two columns share
    although it can be only one.
    """
    names = {_plain(heading): place for place, heading in enumerate(table.headings)}
    fields = list(plan.fields)
    for heading, code in chosen.items():
        if _plain(heading) not in names:
            raise DomainError(_("Die Spalte »%(name)s« gibt es nicht.") % {"name": heading})
        if not is_choice(code):
            raise DomainError(
                _("Das Feld »%(name)s« gibt es nicht. Möglich sind: %(fields)s.")
                % {"name": code, "fields": ", ".join([*FIELDS, NOTE, SKIP])}
            )
        _release(fields, code)
        fields[names[_plain(heading)]] = code
    return Plan(tuple(fields), plan.country)


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _release(fields: list[str], code: str) -> None:
    """Who chooses a field takes it from the column for which it was guessed."""
    if code in FIELDS and not FIELDS[code].many and code in fields:
        fields[fields.index(code)] = NOTE


def plan_from(option: Any, table: Table, country: str) -> Plan:
    """The plan kept with a run, or the guessed one where it does not fit the table."""
    fields = (option or {}).get("fields", [])
    if len(fields) != len(table.headings) or not all(map(is_choice, fields)):
        return guessed_plan(table, country)
    return Plan(tuple(fields), option.get("country") or country)


def as_option(plan: Plan) -> dict[str, Any]:
    """The plan as it is kept with a run."""
    return {"fields": list(plan.fields), "country": plan.country}
