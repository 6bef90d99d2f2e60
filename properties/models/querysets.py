"""Sets of properties, in the words of the office."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from base.accounts.models import AgencyQuerySet
from properties import choices

if TYPE_CHECKING:
    from properties.models.property import Property  # noqa: F401 - named in a string below

ON_OFFER = (choices.Status.ACTIVE, choices.Status.RESERVED)


class PropertyQuerySet(AgencyQuerySet["Property"]):
    """Properties in the words of the office."""

    def present(self) -> PropertyQuerySet:
        """Properties that nobody has deleted."""
        return self.filter(deleted_at__isnull=True)

    def in_bin(self) -> PropertyQuerySet:
        """Deleted properties that can still be brought back."""
        return self.filter(deleted_at__isnull=False)

    def deleted_before(self, moment: datetime) -> PropertyQuerySet:
        """Properties whose time in the bin is over."""
        return self.filter(deleted_at__lt=moment)

    def on_offer(self) -> PropertyQuerySet:
        """Properties that can be offered to a customer: active or reserved, not deleted."""
        return self.present().filter(status__in=ON_OFFER)

    def with_cover(self) -> PropertyQuerySet:
        """Brings each title picture along, in one query for all."""
        images = self.model._meta.get_field("images").related_model
        pictures = images._default_manager.filter(deleted_at__isnull=True)
        first = pictures.select_related("stored").order_by("position", "id")[:1]
        return self.prefetch_related(Prefetch("images", queryset=first, to_attr="cover_images"))
