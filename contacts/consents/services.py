"""Records consents to be contacted, with their proof, and that they were withdrawn.

The one place where a consent is written: an agent's paper form as well as a double opt-in, which
hands over what the machine saw as `evidence`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import joined_action
from audit.services import record_activity
from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.models import StoredFile
from base.files.proofs import store_proof
from base.files.storing import storing
from contacts.choices import ConsentChannel, ConsentMethod
from contacts.models import Contact, ContactConsent


@dataclass(frozen=True)
class Given:
    """What somebody agreed to: the exact text, and what it allows by which channels."""

    channels: Sequence[str]
    purpose: str
    text: str
    given_at: datetime
    method: str = ConsentMethod.WRITTEN
    text_version: str = ""
    note: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """The signed sheet, a scan or a saved mail."""

    source: IO[bytes] | File[Any]
    name: str


def record_consent(
    *, contact: Contact, given: Given, user: User | None, proof: Proof | None = None
) -> list[ContactConsent]:
    """Writes down one consent for each channel.

    Raises DomainError without a channel or a text, for a time in the future, and where neither
    a file nor a note nor evidence proves it (DSGVO Art. 7 Abs. 1).
    """
    _check(given, proof)
    with joined_action("contacts.record_consent"), storing():
        stored = None
        if proof:
            stored = store_proof(
                agency=contact.agency, source=proof.source, name=proof.name, user=user
            )
        consents = [
            _create(contact, given, channel, stored, user)
            for channel in dict.fromkeys(given.channels)
        ]
        _record_given(consents)
    return consents


def _check(given: Given, proof: Proof | None) -> None:
    wrong = {}
    if not given.channels:
        wrong["channels"] = _("Bitte wählen Sie mindestens einen Kanal.")
    if not given.text.strip():
        wrong["text"] = _("Bitte geben Sie den Wortlaut an.")
    if given.given_at > timezone.now():
        wrong["given_on"] = _("Die Einwilligung kann nicht in der Zukunft liegen.")
    if not (proof or given.note.strip() or given.evidence):
        wrong["note"] = _("Bitte legen Sie den Nachweis bei, oder schreiben Sie, worin er besteht.")
    if wrong:
        raise DomainError(_("Die Einwilligung ist noch nicht vollständig."), fields=wrong)


def _create(
    contact: Contact, given: Given, channel: str, stored: StoredFile | None, user: User | None
) -> ContactConsent:
    return ContactConsent.objects.create(
        agency_id=contact.agency_id,
        contact=contact,
        channel=channel,
        purpose=given.purpose,
        text=given.text.strip(),
        text_version=given.text_version.strip(),
        method=given.method,
        given_at=given.given_at,
        file=stored,
        note=given.note.strip(),
        evidence=dict(given.evidence),
        recorded_by=user,
    )


def withdraw_consent(*, consent: ContactConsent, user: User | None, note: str = "") -> None:
    """Notes that a consent no longer holds; it stays on record.

    Withdrawing asks for no reason (DSGVO Art. 7 Abs. 3). Raises DomainError when it was
    withdrawn already.
    """
    with joined_action("contacts.withdraw_consent"), transaction.atomic():
        changed = (
            ContactConsent.objects.in_force()
            .filter(pk=consent.pk)
            .update(
                withdrawn_at=timezone.now(), withdrawn_by=user, withdrawal_note=note.strip()[:500]
            )
        )
        if not changed:
            raise DomainError(_("Diese Einwilligung ist bereits widerrufen."))
        record_activity(
            kind="contacts.consent_withdrawn",
            agency_id=consent.agency_id,
            subjects=[("contact", consent.contact_id)],
            summary=_("Einwilligung widerrufen: %(what)s") % {"what": consent},
            evidence={"note": note.strip()} if note.strip() else {},
        )


def _record_given(consents: Sequence[ContactConsent]) -> None:
    first = consents[0]
    channels = [str(ConsentChannel(consent.channel).label) for consent in consents]
    what = f"{first.get_purpose_display()} – {', '.join(channels)}"
    evidence: dict[str, object] = {
        "given_at": first.given_at.isoformat(),
        "method": str(first.get_method_display()),
        "text_sha256": hashlib.sha256(first.text.encode()).hexdigest(),
    }
    if first.file:
        evidence |= {"file": first.file.name, "file_sha256": first.file.sha256}
    record_activity(
        kind="contacts.consent_given",
        agency_id=first.agency_id,
        subjects=[("contact", first.contact_id)],
        summary=_("Einwilligung erteilt: %(what)s") % {"what": what},
        evidence=evidence,
    )


def proposed_text(agency: Agency) -> tuple[str, str]:
    """The text that the agency wrote down last and its version, or else one to begin with."""
    latest = ContactConsent.objects.filter(agency=agency).order_by("-pk").first()
    if latest:
        return latest.text, latest.text_version
    text = _(
        "Ich willige ein, dass %(agency)s mich über die gewählten Kanäle zu dem genannten Zweck "
        "kontaktiert und meine Angaben dafür verarbeitet. Die Einwilligung ist freiwillig; ich "
        "kann sie jederzeit ohne Angabe von Gründen mit Wirkung für die Zukunft widerrufen."
    )
    return text % {"agency": agency.name}, ""
