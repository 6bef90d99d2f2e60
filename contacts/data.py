"""What a caller wants a contact to be: the input of `contacts.services.save_contact`.

Only what is named is changed. `base` holds what the person saw before they changed it, as
`baseline` returned it; with it a save merges into what others saved meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from base.encryption import EncryptedTextField, fingerprint
from contacts.choices import PhoneKind, ReachKind

Baseline = Mapping[str, Any]


@dataclass(frozen=True)
class RowData:
    """One phone, e-mail or postal address: a new one without `id`, else changes to that row."""

    values: Mapping[str, Any]
    id: int | None = None
    base: Baseline | None = None
    removed: bool = False


@dataclass(frozen=True)
class ContactData:
    """Values of contact fields by name, and rows below the contact; unnamed ones stay."""

    values: Mapping[str, Any] = field(default_factory=dict)
    phones: Sequence[RowData] = ()
    emails: Sequence[RowData] = ()
    addresses: Sequence[RowData] = ()
    base: Baseline | None = None


def phone_row(number: str, *, kind: str = PhoneKind.MOBILE, is_primary: bool = False) -> RowData:
    """A new phone number in any notation."""
    return RowData({"number": number, "kind": kind, "is_primary": is_primary})


def email_row(address: str, *, kind: str = ReachKind.PRIVATE, is_primary: bool = False) -> RowData:
    """A new e-mail address."""
    return RowData({"address": address, "kind": kind, "is_primary": is_primary})


def address_row(
    *, kind: str = ReachKind.PRIVATE, is_primary: bool = False, **parts: str
) -> RowData:
    """A new postal address; `parts` are the columns of ContactAddress (street, place …)."""
    return RowData({**parts, "kind": kind, "is_primary": is_primary})


def comparable(value: Any) -> Any:
    """`value` as JSON holds it, so that what a page carried can be compared."""
    return json.loads(json.dumps(getattr(value, "pk", value), cls=DjangoJSONEncoder))


def is_secret(model: Model, name: str) -> bool:
    """Whether field `name` is stored encrypted and never leaves unasked."""
    return isinstance(model._meta.get_field(name), EncryptedTextField)


def seen(instance: Model, name: str, value: Any) -> Any:
    """`value` of field `name` as a page may carry it: of a secret only its fingerprint."""
    return fingerprint(str(value)) if is_secret(instance, name) else comparable(value)


def baseline(instance: Model, names: Iterable[str]) -> dict[str, Any]:
    """The current values of fields `names`, to be handed back as `base`."""
    return {name: seen(instance, name, getattr(instance, name)) for name in names}
