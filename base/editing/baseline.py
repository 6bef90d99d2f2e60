"""What a page showed of a row, in a form that it can carry and that can be compared later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from base.encryption import EncryptedTextField, fingerprint

Baseline = Mapping[str, Any]


def comparable(value: Any) -> Any:
    """`value` as JSON holds it, so that what a page carried can be compared.

    The same number and the same text are equal in any notation: browsers send other line ends
    than files hold, forms take away the blanks around a text, and `349000` is `349000.00`.
    """
    value = getattr(value, "pk", value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def is_secret(model: Model, name: str) -> bool:
    """Whether field `name` is stored encrypted and never leaves unasked."""
    return isinstance(model._meta.get_field(name), EncryptedTextField)


def seen(instance: Model, name: str, value: Any) -> Any:
    """`value` of field `name` as a page may carry it: of a secret only its fingerprint."""
    return fingerprint(str(value)) if is_secret(instance, name) else comparable(value)


def baseline(instance: Model, names: Iterable[str]) -> dict[str, Any]:
    """The current values of fields `names`, to be handed back as `base`."""
    return {name: seen(instance, name, getattr(instance, name)) for name in names}
