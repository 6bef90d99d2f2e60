"""Creates and changes a property."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.context import joined_action
from base.accounts.models import Agency, User
from base.errors import DomainError
from properties.models import Property
from properties.models.rules import CODED_LISTS, NOT_NEGATIVE
from properties.record.services.derived import COLUMNS, derive
from properties.record.services.numbering import take_number
from properties.record.three_way import merge_property

_NUMBER_ONCE = "property_number_once"


def save_property(
    *,
    agency: Agency,
    values: Mapping[str, Any],
    user: User | None,
    property: Property | None = None,
    base: Mapping[str, Any] | None = None,
    proposed: str = "",
) -> Property:
    """Creates a property, or changes `property`; `values` maps field names to clean values.

    Who saves a new one without naming somebody is responsible for it. A new one that has the
    number that was `proposed` gets the next free one where somebody took it meanwhile.

    `base` is what the page had shown (`merging.shown`): with it a save merges into what others
    saved meanwhile. Raises DomainError when the object number is taken, and ChangedMeanwhile when
    somebody else changed the same fields to other values; nothing is saved then.
    """
    with transaction.atomic():
        if property is None:
            with joined_action("properties.create"):
                given = {"responsible": user, **values}
                if proposed and given.get("object_number") == proposed:
                    given["object_number"] = take_number(agency=agency, proposed=proposed)
                return store(Property(agency=agency), given)
        with joined_action("properties.update"):
            return store(locked(property), values, base)


def locked(property: Property) -> Property:
    """The row as it is now, held until the transaction ends."""
    try:
        return Property.objects.present().select_for_update(of=("self",)).get(pk=property.pk)
    except Property.DoesNotExist:
        raise DomainError(_("Diese Immobilie wurde inzwischen gelöscht.")) from None


def store(
    record: Property, values: Mapping[str, Any], base: Mapping[str, Any] | None = None
) -> Property:
    """Writes `values` where they differ, as a part of the action that runs.

    Raises DomainError when the object number is taken, and ChangedMeanwhile as `save_property`.
    """
    tidy = {name: _tidy(name, value) for name, value in values.items()}
    changed = merge_property(record, tidy, base)
    if record.pk and not changed:
        return record
    derive(record)
    record.version = record.version + 1 if record.pk else 1
    written = [*changed, *COLUMNS, "version", "updated_at"] if record.pk else None
    try:
        with transaction.atomic():
            record.save(update_fields=written)
    except IntegrityError as error:
        raise _explained(error) from error
    return record


def _tidy(name: str, value: Any) -> Any:
    if name in CODED_LISTS:  # in the order of the choices: the same set is the same value
        return [code for code in CODED_LISTS[name] if code in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return Decimal(value) if name in NOT_NEGATIVE and isinstance(value, int) else value


def _explained(error: IntegrityError) -> Exception:
    if _NUMBER_ONCE not in str(error):
        return error
    message = _("Diese Objektnummer ist schon vergeben.")
    return DomainError(message, fields={"object_number": message})
