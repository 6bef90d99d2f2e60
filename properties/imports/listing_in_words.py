"""Describes a listing in a few words, for the review of an import."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from properties.models import Property
from properties.openimmo.listing import Listing


def shown_values(values: Mapping[str, Any], listing: Listing) -> list[tuple[str, str]]:
    """Label and text of what matters; what is unknown is left out."""
    return [(label, text) for label, text in _rows(Property(**values), listing) if text]


def _rows(record: Property, listing: Listing) -> Iterator[tuple[str, str]]:
    yield _("Objektnummer"), record.object_number
    kind = " · ".join(
        filter(None, [record.kind_label, str(record.get_marketing_type_display() or "")])
    )
    yield _("Art"), kind
    yield _("Eckdaten"), record.headline
    yield _("Adresse"), record.address_line
    yield _("Status"), str(record.get_status_display())
    yield _("Merkmale"), ", ".join(record.feature_labels[:12])
    yield _("Anhänge"), str(len(listing.attachments) or "")
    yield _("Zusatzangaben"), str(len(listing.kept) or "")
