"""Contacts that were written down twice, as in every office, so that *Doubletten* has life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

from contacts.choices import Source, Status
from contacts.data import ContactData, RowData, email_row

COUNT = 9
_SEED = 4711
_PERSONAL = ("salutation", "given_name", "family_name", "nationality")


def doubles(people: Sequence[ContactData]) -> list[ContactData]:
    """Second cards of some of `people`, each with an error of another kind."""
    chance = Random(_SEED)  # noqa: S311 - the same everywhere, no secrets
    known = [one for one in people if one.phones and one.emails and one.values.get("given_name")]
    errors = (_misheard, _mistyped, _with_initial, _moved)
    chosen = chance.sample(known, COUNT)
    return [errors[number % len(errors)](one) for number, one in enumerate(chosen)]


def _card(one: ContactData, **values: Any) -> ContactData:
    kept = {name: one.values[name] for name in _PERSONAL}
    new = {"source": Source.PHONE, "status": Status.NEW, "tags": [], **values}
    return ContactData({**kept, **new}, phones=one.phones[:1], addresses=one.addresses)


def _misheard(one: ContactData) -> ContactData:
    """Taken down on the phone: another spelling of the last name, no mail address."""
    heard = one.values["family_name"].replace("ai", "ay").replace("er", "ar", 1)
    return _card(one, family_name=heard, birth_date=one.values["birth_date"])


def _mistyped(one: ContactData) -> ContactData:
    """Two letters exchanged; another mail address beside the number."""
    name = one.values["given_name"]
    card = _card(one, given_name=name[:1] + name[2:3] + name[1:2] + name[3:])
    return replace(card, emails=[email_row(f"{name.lower()[:3]}@post.example", is_primary=True)])


def _with_initial(one: ContactData) -> ContactData:
    """From a web form: an initial for a first name, the same mailbox."""
    card = _card(one, given_name=f"{one.values['given_name'][:1]}.", source=Source.WEBSITE)
    return replace(card, phones=[], emails=one.emails)


def _moved(one: ContactData) -> ContactData:
    """An old address, the same name and mailbox."""
    old: list[RowData] = [
        replace(row, values={**row.values, "street": "Alte Poststraße", "house_number": "77"})
        for row in one.addresses
    ]
    return replace(_card(one), phones=[], emails=one.emails, addresses=old)
