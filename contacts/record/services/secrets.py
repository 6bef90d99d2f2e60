"""Shows what is kept encrypted, and records that it was shown."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services import record_activity
from contacts.models import Contact

Secret = Literal["iban", "id_number"]


@transaction.atomic
def show_secret(*, contact: Contact, field: Secret) -> str:
    """The value in clear; that it was shown, by whom and when, is on record."""
    record_activity(
        kind="contacts.secret_shown",
        agency_id=contact.agency_id,
        subjects=[("contact", contact.pk)],
        summary=_("IBAN angezeigt") if field == "iban" else _("Ausweisnummer angezeigt"),
    )
    return str(getattr(contact, field))
