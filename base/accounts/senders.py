"""The address an agency sends from: it counts once its owner has said yes.

Otherwise an agency could send, and be taken for, whomever it likes: the installation, which sends
the mails that open accounts, or another agency.
"""

from datetime import timedelta

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from base.accounts.models import Agency, SenderClaim
from base.accounts.record.models import EventKind
from base.accounts.record.services import note
from base.errors import DomainError
from base.public_url import absolute
from base.tokens import make_token, read_token

PURPOSE = "sender"
# How long the link in the mail works.
VALID = timedelta(days=7)
# Strangers must not be flooded in the name of the installation.
PAUSE = timedelta(minutes=1)


def wanted_sender(agency: Agency) -> SenderClaim | None:
    """The address that waits for its owner's yes."""
    return SenderClaim.objects.filter(agency=agency).first()


def claim_sender(*, agency: Agency, address: str) -> SenderClaim | None:
    """Asks the owner of `address` by mail; until then the agency sends as before.

    The address it already has takes back what was asked: None. Raises DomainError for an address
    that somebody else sends from, and when the last question is not a minute old.
    """
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.pk)
        asked = wanted_sender(agency)
        if address.casefold() == agency.sender_address.casefold():
            SenderClaim.objects.filter(agency=agency).delete()
            return None
        if asked and asked.asked_at > timezone.now() - PAUSE:
            raise _wrong(_("Bitte warten Sie eine Minute, bevor Sie noch einmal fragen."))
        if Agency.objects.filter(sender_address__iexact=address).exists():
            raise _wrong(_("Von dieser Adresse sendet schon jemand anderer."))
        SenderClaim.objects.filter(agency=agency).delete()
        claim = SenderClaim.objects.create(agency=agency, address=address, asked_at=timezone.now())
        _ask(claim)
    return claim


def withdraw_claim(*, agency: Agency) -> None:
    """Nobody is asked any more; the link that was sent opens nothing."""
    SenderClaim.objects.filter(agency=agency).delete()


def open_claim(token: str) -> SenderClaim | None:
    """The question that `token` answers, while it is open."""
    identity = read_token(PURPOSE, token)
    if identity is None:
        return None
    fresh = SenderClaim.objects.filter(asked_at__gt=timezone.now() - VALID)
    return fresh.select_related("agency").filter(identity=identity).first()


def confirm_sender(*, claim: SenderClaim) -> Agency:
    """The owner said yes: the agency sends from that address from now on.

    The address it sent from before is told. Raises DomainError when the question was taken back
    meanwhile, or somebody else sends from there.
    """
    try:
        with transaction.atomic():
            agency = Agency.objects.select_for_update().get(pk=claim.agency_id)
            gone, _rows = SenderClaim.objects.filter(pk=claim.pk, identity=claim.identity).delete()
            if not gone:
                raise DomainError(_("Diese Anfrage gilt nicht mehr."))
            before, agency.sender_address = agency.sender_address, claim.address
            agency.save(update_fields=["sender_address"])
            _tell(before, agency)
            note(EventKind.SENDER_CHANGED, agency_id=agency.pk, about=f"{before} → {claim.address}")
    except IntegrityError as error:
        raise DomainError(_("Von dieser Adresse sendet schon jemand anderer.")) from error
    return agency


def claim_url(claim: SenderClaim) -> str:
    """The whole address in the mail."""
    token = make_token(PURPOSE, claim.identity)
    return absolute(reverse("accounts:confirm_sender", args=[token]))


def _ask(claim: SenderClaim) -> None:
    text = _(
        "Guten Tag,\n\n%(agency)s möchte E-Mails an Kunden von der Adresse %(address)s senden.\n"
        "Wenn das Ihre Adresse ist und Sie einverstanden sind, bestätigen Sie es bitte hier:\n\n"
        "%(url)s\n\nDer Link gilt sieben Tage. Sonst brauchen Sie nichts zu tun.\n"
    ) % {"agency": claim.agency.name, "address": claim.address, "url": claim_url(claim)}
    send_mail(_("Absenderadresse bestätigen"), text, None, [claim.address])


def _tell(before: str, agency: Agency) -> None:
    text = _(
        "Guten Tag,\n\n%(agency)s sendet E-Mails an Kunden ab jetzt von %(after)s"
        " statt von %(before)s.\n"
    ) % {"agency": agency.name, "before": before, "after": agency.sender_address}
    send_mail(_("Absenderadresse geändert"), text, None, [before])


def _wrong(text: str) -> DomainError:
    return DomainError(text, fields={"sender_address": text})
