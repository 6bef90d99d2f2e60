"""The bin of properties, as the shared pages need it."""

from __future__ import annotations

from typing import cast

from django.utils.translation import gettext_lazy as _

from audit.bin.kinds import Addresses, BinKind, Shown, Words, register_bin
from base.accounts.models import User
from properties.access import get_property_or_404
from properties.bin_rules import bin_rules
from properties.models import Property
from properties.models.property import PropertyQuerySet
from properties.services import delete_property, erase_property, restore_property

KIND = "property"


def _in_bin(user: User) -> PropertyQuerySet:
    """What the person's agency has deleted, the latest first."""
    visible = cast("PropertyQuerySet", Property.objects.visible_to(user))
    return visible.in_bin().order_by("-deleted_at", "-pk")


def _shown(record: Property) -> Shown:
    name = " · ".join(filter(None, [record.object_number, str(record)]))
    return Shown(name, record.place_line, icon="house")


register_bin(
    BinKind(
        code=KIND,
        words=Words(
            stock=_("Immobilien"),
            to_stock=_("Zu den Immobilien"),
            delete=_("Immobilie löschen"),
            deleted_ones=_("Gelöschte Immobilien"),
            hangs=_("An dieser Immobilie hängen, und verschwinden mit ihr:"),
            nothing_hangs=_("An dieser Immobilie hängt nichts weiter."),
            stays=_(
                "Links zu ihren Dokumenten sind sofort ungültig. Die Immobilie bleibt 30 Tage im "
                "Papierkorb und lässt sich mit allem wiederherstellen."
            ),
            lies=_(
                "Gelöschte Immobilien bleiben %(days)s Tage hier und lassen sich mit allem, was "
                "an ihnen hängt, wiederherstellen. Danach werden sie endgültig gelöscht."
            ),
            empty=_(
                "Gelöschte Immobilien bleiben %(days)s Tage hier und lassen sich wiederherstellen."
            ),
            deleted=_("Die Immobilie „%(name)s“ ist gelöscht."),
            restored=_("Die Immobilie „%(name)s“ ist wiederhergestellt."),
            erased=_("Die Immobilie „%(name)s“ ist endgültig gelöscht."),
        ),
        addresses=Addresses(
            stock="properties:list",
            bin="properties:bin",
            delete="properties:delete",
            restore="properties:restore",
            erase="properties:erase",
        ),
        get=get_property_or_404,
        in_bin=_in_bin,
        rules=bin_rules,
        shown=_shown,
        delete=lambda record: delete_property(property=record),
        restore=lambda record: restore_property(property=record),
        erase=lambda record: erase_property(property=record),
    )
)
