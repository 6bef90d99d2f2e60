"""The bin of contacts, as the shared pages need it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from audit.bin.kinds import Addresses, BinKind, Shown, Words, register_bin
from base.accounts.models import User
from contacts.access import get_contact_or_404
from contacts.models import Contact
from contacts.models.contact import ContactQuerySet
from contacts.record.services.erasing import erase_contact
from contacts.references import reference_rules
from contacts.services import delete_contact, restore_contact

KIND = "contact"


def _in_bin(user: User) -> ContactQuerySet:
    """What the person's agency has deleted, the latest first."""
    visible: ContactQuerySet = Contact.objects.visible_to(user)  # type: ignore[assignment]
    return visible.in_bin().order_by("-deleted_at", "-pk")


def _shown(contact: Contact) -> Shown:
    return Shown(contact.display_name, contact.primary_place, initials=contact.initials)


register_bin(
    BinKind(
        code=KIND,
        words=Words(
            stock=_("Kontakte"),
            to_stock=_("Zu den Kontakten"),
            delete=_("Kontakt löschen"),
            deleted_ones=_("Gelöschte Kontakte"),
            hangs=_("An diesem Kontakt hängen, und verschwinden mit ihm:"),
            nothing_hangs=_("An diesem Kontakt hängt nichts weiter."),
            stays=_(
                "Verschickte Links sind sofort ungültig. Der Kontakt bleibt 30 Tage im Papierkorb "
                "und lässt sich mit allem wiederherstellen."
            ),
            lies=_(
                "Gelöschte Kontakte bleiben %(days)s Tage hier und lassen sich mit allem, was an "
                "ihnen hängt, wiederherstellen. Danach werden sie endgültig gelöscht."
            ),
            empty=_(
                "Gelöschte Kontakte bleiben %(days)s Tage hier und lassen sich wiederherstellen."
            ),
            deleted=_("%(name)s gelöscht."),
            restored=_("%(name)s ist wiederhergestellt."),
            erased=_("%(name)s ist endgültig gelöscht."),
        ),
        addresses=Addresses(
            stock="contacts:list",
            bin="contacts:bin",
            delete="contacts:delete",
            restore="contacts:restore",
            erase="contacts:erase",
        ),
        get=get_contact_or_404,
        in_bin=_in_bin,
        rules=reference_rules,
        shown=_shown,
        delete=lambda contact: delete_contact(contact=contact),
        restore=lambda contact: restore_contact(contact=contact),
        erase=lambda contact: erase_contact(contact=contact),
    )
)
