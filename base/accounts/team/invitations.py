"""Inviting colleagues: by mail, for a while, once.

The administrator does not learn whether an address has an account elsewhere: the answer is the
same, and the owner of the address gets a mail that says so.
"""

from __future__ import annotations

import uuid

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.mails import send_account_mail
from base.accounts.models import Agency, Invitation, Role, User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note, note_own
from base.accounts.team.models import MOST_OPEN
from base.errors import DomainError
from base.public_url import absolute
from base.tokens import make_token, read_token

PURPOSE = "invitation"
OVER = gettext_lazy("Diese Einladung gilt nicht mehr. Bitten Sie Ihr Büro um eine neue.")


@transaction.atomic
def invite(*, agency: Agency, email: str, role: str, by: User) -> Invitation:
    """Sends a link that makes an account.

    Raises DomainError for who belongs to the agency already or is invited, and beyond so many.
    """
    email = email.strip().lower()
    Agency.objects.select_for_update().get(pk=agency.pk)
    opened = Invitation.objects.filter(agency=agency).open()
    if User.objects.filter(agency=agency, email=email).exists():
        raise _about_email(_("Diese Person hat schon einen Zugang in Ihrem Büro."))
    if opened.filter(email=email).exists():
        raise _about_email(_("Diese Adresse ist schon eingeladen."))
    if opened.count() >= MOST_OPEN:
        raise DomainError(_("Es sind schon zu viele Einladungen offen. Ziehen Sie welche zurück."))
    invitation = Invitation.objects.create(agency=agency, email=email, role=role, invited_by=by)
    _send(invitation)
    _note(EventKind.INVITED, invitation, by)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> Invitation:
    """Sends a new link, which lasts anew; the one before opens nothing any more."""
    held = _held(invitation)
    if held.is_fresh:
        raise DomainError(_("Bitte warten Sie eine Minute, bevor Sie noch einmal senden."))
    held.key, held.sent_at = uuid.uuid4(), timezone.now()
    held.save(update_fields=["key", "sent_at"])
    _send(held)
    _note(EventKind.INVITED, held, by)
    return held


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """The link opens nothing any more."""
    held = _held(invitation)
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    _note(EventKind.INVITATION_WITHDRAWN, held, by)


def open_invitation(token: str) -> Invitation:
    """The invitation that a link stands for; raises DomainError when it stands for none."""
    key = read_token(PURPOSE, token)
    opened = Invitation.objects.open().select_related("agency", "invited_by")
    invitation = opened.filter(key=key).first() if key else None
    if invitation is None or invitation.is_expired:
        raise DomainError(OVER)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation, name: str, password: str) -> User:
    """Makes the account. Raises DomainError for a weak password, and when the link is over."""
    held = _held(invitation)
    if held.key != invitation.key or held.is_expired:
        raise DomainError(OVER)
    user = User(email=held.email, name=name, agency_id=held.agency_id, role=held.role)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError(
            " ".join(error.messages), fields={"password": " ".join(error.messages)}
        ) from error
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # the address has got an account meanwhile
        raise DomainError(OVER) from error
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    note_own(EventKind.JOINED, user, str(held.get_role_display()))
    return user


def _held(invitation: Invitation) -> Invitation:
    """The invitation, kept from others, as long as it is open."""
    opened = Invitation.objects.open().select_for_update(of=("self",))
    held = opened.select_related("agency").filter(pk=invitation.pk).first()
    if held is None:
        raise DomainError(OVER)
    return held


def _send(invitation: Invitation) -> None:
    is_taken = User.objects.filter(email=invitation.email).exists()
    path = reverse("accounts:accept_invitation", args=[make_token(PURPOSE, invitation.key)])
    send_account_mail(
        to=invitation.email,
        subject=_("Einladung zu %s") % invitation.agency.name,
        template="invitation_taken" if is_taken else "invitation",
        invitation=invitation,
        link="" if is_taken else absolute(path),
    )


def _note(kind: EventKind, invitation: Invitation, by: User) -> None:
    about = f"{invitation.email}: {Role(invitation.role).label}"
    note(kind, agency_id=invitation.agency_id, actor=by, about=about)


def _about_email(message: str) -> DomainError:
    return DomainError(message, fields={"email": message})
