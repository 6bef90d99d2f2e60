"""Computes the columns that lists sort by, show and search."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Value
from django.db.models.functions import Coalesce, Greatest

from contacts.duplicates.normalise import fold
from contacts.fields.normalise import sort_form
from properties.models import Property

_KEY_LENGTH = 200
COLUMNS = ("sort_key", "place_key", "search_text", "amount")


def derive(record: Property) -> None:
    """Computes the derived columns of `record`, which the caller saves."""
    record.sort_key = _key(record.title or record.kind_label, record.object_number)
    record.place_key = _key(record.place, record.postal_code)
    record.amount = record.asking
    record.search_text = fold(
        " ".join(
            [
                record.title,
                record.object_number,
                record.openimmo_id,
                record.kind_label,
                record.get_marketing_type_display(),
                record.street,
                record.house_number,
                record.postal_code,
                record.place,
                record.district,
                record.region,
            ]
        )
    )


def _key(*parts: str) -> str:
    return sort_form(" ".join(parts))[:_KEY_LENGTH]


def refresh_derived(ids: Iterable[int]) -> None:
    """Recomputes after rows were changed behind the services' back (undo, bulk work).

    What a feed delivered last no longer holds then: its next import compares field by field.
    """
    records = list(Property.objects.filter(pk__in=list(ids)))
    for record in records:
        derive(record)
        record.imported_digest = ""
    Property.objects.bulk_update(records, [*COLUMNS, "imported_digest"], batch_size=500)


def touch_activity(ids: Iterable[int], at: datetime) -> None:
    """Notes that something happened with these properties at `at`; never goes back in time."""
    Property.objects.filter(pk__in=list(ids)).update(
        last_activity_at=Greatest(Coalesce("last_activity_at", Value(at)), Value(at))
    )
