"""Changing the address that somebody signs in with.

It changes once the new mailbox has opened a link, and the old mailbox is told before and after.
Nobody learns here whether an address has an account: whoever asks for a taken one gets the same
answer, and its owner a mail that says so.
"""

import uuid

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.mails import send_account_mail
from base.accounts.models import EmailChange, User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note_own
from base.errors import DomainError
from base.public_url import absolute
from base.tokens import make_token, read_token

PURPOSE = "email-change"
OVER = gettext_lazy("Dieser Link gilt nicht mehr.")


@transaction.atomic
def ask_for_email(*, user: User, email: str) -> EmailChange:
    """Sends a link to the new address and a notice to the old one.

    Raises DomainError for the address that is theirs already, and for a second wish at once.
    """
    email = email.strip().lower()
    if email == user.email:
        message = _("Das ist bereits Ihre Adresse.")
        raise DomainError(message, fields={"email": message})
    before = EmailChange.objects.select_for_update().filter(user=user).first()
    if before and before.is_fresh:
        raise DomainError(_("Bitte warten Sie eine Minute, bevor Sie noch eine Adresse eingeben."))
    change, _made = EmailChange.objects.update_or_create(
        user=user, defaults={"email": email, "key": uuid.uuid4(), "asked_at": timezone.now()}
    )
    _write_to_new(change)
    send_account_mail(
        to=user.email,
        subject=_("Neue E-Mail-Adresse für Ihr Konto"),
        template="email_wanted",
        user=user,
        email=email,
    )
    note_own(EventKind.EMAIL_WANTED, user, email)
    return change


def _write_to_new(change: EmailChange) -> None:
    is_taken = User.objects.filter(email=change.email).exists()
    path = reverse("accounts:account_email_confirm", args=[make_token(PURPOSE, change.key)])
    send_account_mail(
        to=change.email,
        subject=_("Bitte bestätigen Sie Ihre E-Mail-Adresse"),
        template="email_taken" if is_taken else "email_confirm",
        user=change.user,
        link="" if is_taken else absolute(path),
    )


def open_change(token: str) -> EmailChange:
    """The wish that a link stands for; raises DomainError when it stands for none."""
    key = read_token(PURPOSE, token)
    change = EmailChange.objects.select_related("user").filter(key=key).first() if key else None
    if change is None or not change.is_open or not change.user.is_active:
        raise DomainError(OVER)
    return change


@transaction.atomic
def confirm_email(*, change: EmailChange) -> User:
    """Makes the new address the one to sign in with; raises DomainError when it is over."""
    held = EmailChange.objects.select_for_update().filter(pk=change.pk, key=change.key).first()
    if held is None:
        raise DomainError(OVER)
    user, old = held.user, held.user.email
    user.email = held.email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise DomainError(OVER) from error
    held.delete()
    send_account_mail(
        to=old,
        subject=_("Ihre E-Mail-Adresse wurde geändert"),
        template="email_changed",
        user=user,
        email=user.email,
    )
    note_own(EventKind.EMAIL_CHANGED, user, f"{old} → {user.email}")
    return user
