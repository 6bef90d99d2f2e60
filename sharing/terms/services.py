"""Records and revokes what customers agree to."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import IO

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from audit.services import record_activity
from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.proofs import store_proof
from base.files.storing import storing
from contacts.derived.services.terms import note_terms
from contacts.models import Contact
from sharing.models import Confirmation
from sharing.models.confirmations import ConfirmationKind, ConfirmationMethod


def terms_of(agency: Agency) -> str:
    """The agency's terms and commission agreement as they stand now."""
    parts = [agency.terms_text.strip(), agency.commission_text.strip()]
    return "\n\n".join(filter(None, parts))


def confirm_terms(
    *,
    contact: Contact,
    confirmed_on: date,
    source: IO[bytes] | File[bytes],
    name: str,
    user: User,
    note: str = "",
) -> Confirmation:
    """Records a confirmation on paper, with the signed sheet and the agency's exact text.

    Raises DomainError for a day in the future, for a file that is neither PDF nor picture, and
    when a confirmation is in force already.
    """
    if confirmed_on > timezone.localdate():
        message = _("Der Tag der Bestätigung kann nicht in der Zukunft liegen.")
        raise DomainError(message, fields={"confirmed_on": message})
    try:
        with action("sharing.confirm_terms"), storing():
            proof = store_proof(agency=contact.agency, source=source, name=name, user=user)
            confirmation = Confirmation.objects.create(
                agency=contact.agency,
                contact=contact,
                kind=ConfirmationKind.TERMS,
                method=ConfirmationMethod.PAPER,
                confirmed_on=confirmed_on,
                file=proof,
                text=terms_of(contact.agency),
                note=note.strip(),
                recorded_by=user,
            )
            refresh_terms([contact.pk])
            _record_confirmed(confirmation)
    except IntegrityError as error:
        raise DomainError(_("AGB und Provision sind bereits bestätigt.")) from error
    return confirmation


def revoke_terms(*, confirmation: Confirmation, reason: str, user: User) -> None:
    """Notes that a confirmation no longer holds; it stays on record.

    Raises DomainError without a reason or when it was revoked already.
    """
    if not reason.strip():
        message = _("Bitte geben Sie den Grund an.")
        raise DomainError(message, fields={"reason": message})
    with transaction.atomic(), action("sharing.revoke_terms"):
        changed = (
            Confirmation.objects.in_force()
            .filter(pk=confirmation.pk)
            .update(
                revoked_at=timezone.now(), revoked_by=user, revocation_reason=reason.strip()[:500]
            )
        )
        if not changed:
            raise DomainError(_("Diese Bestätigung ist bereits widerrufen."))
        refresh_terms([confirmation.contact_id])
        _record_revoked(confirmation, reason.strip())


def refresh_terms(contact_ids: Iterable[int]) -> None:
    """Writes to each contact since when its terms are confirmed, from what is in force."""
    ids = list(contact_ids)
    in_force = Confirmation.objects.in_force().of_terms().filter(contact_id__in=ids)
    days = dict(in_force.values_list("contact_id").annotate(day=Max("confirmed_on")))
    note_terms(moments={pk: _noon(days.get(pk)) for pk in ids})


def _noon(day: date | None) -> datetime | None:
    """Noon UTC is the same day in every time zone of our customers."""
    return datetime.combine(day, time(12), tzinfo=UTC) if day else None


def _record_confirmed(confirmation: Confirmation) -> None:
    evidence: dict[str, object] = {
        "confirmed_on": confirmation.confirmed_on.isoformat(),
        "method": str(confirmation.get_method_display()),
        "text_sha256": hashlib.sha256(confirmation.text.encode()).hexdigest(),
    }
    if confirmation.file:
        evidence |= {"file": confirmation.file.name, "file_sha256": confirmation.file.sha256}
    record_activity(
        kind="sharing.terms_confirmed",
        agency_id=confirmation.agency_id,
        subjects=[("contact", confirmation.contact_id)],
        summary=_("AGB / Provision auf Papier bestätigt"),
        evidence=evidence,
    )


def _record_revoked(confirmation: Confirmation, reason: str) -> None:
    record_activity(
        kind="sharing.terms_revoked",
        agency_id=confirmation.agency_id,
        subjects=[("contact", confirmation.contact_id)],
        summary=_("Bestätigung von AGB / Provision widerrufen"),
        evidence={"reason": reason, "confirmed_on": confirmation.confirmed_on.isoformat()},
    )
