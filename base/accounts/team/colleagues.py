"""What an administrator changes about colleagues: role, access, and how all of them sign in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, Role, Session, User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note, note_own
from base.errors import DomainError


@transaction.atomic
def change_role(*, colleague: User, role: str, by: User) -> User:
    """Gives a colleague another role. Raises DomainError for the last administrator."""
    held = _held(colleague)
    if held.role == role:
        return held
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(held)
    before, held.role = held.get_role_display(), role
    held.save(update_fields=["role"])
    about = f"{held}: {before} → {held.get_role_display()}"
    note(EventKind.ROLE_CHANGED, agency_id=held.agency_id, actor=by, about=about)
    return held


@transaction.atomic
def deactivate(*, colleague: User, by: User) -> User:
    """Closes the access and ends all sessions at once.

    Raises DomainError for oneself and for the last administrator.
    """
    held = _held(colleague)
    if held.pk == by.pk:
        raise DomainError(_("Den eigenen Zugang können Sie nicht sperren."))
    _keep_an_administrator(held)
    held.is_active = False
    held.save(update_fields=["is_active"])
    Session.objects.filter(user=held).delete()
    note(EventKind.DEACTIVATED, agency_id=held.agency_id, actor=by, about=str(held))
    return held


@transaction.atomic
def reactivate(*, colleague: User, by: User) -> User:
    """Opens the access again, with the password and factors it had."""
    held = _held(colleague)
    held.is_active = True
    held.save(update_fields=["is_active"])
    note(EventKind.REACTIVATED, agency_id=held.agency_id, actor=by, about=str(held))
    return held


@transaction.atomic
def update_sign_in(
    *, agency: Agency, idle_minutes: int | None, requires_second_factor: bool, by: User
) -> None:
    """Sets for how long sessions may lie idle, and whether all need a second factor."""
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    held.idle_minutes, held.requires_second_factor = idle_minutes, requires_second_factor
    held.save(update_fields=["idle_minutes", "requires_second_factor"])
    idle = held.get_idle_minutes_display() or _("Vorgabe")
    factor = _("ja") if requires_second_factor else _("nein")
    about = _("Abmelden nach: %(idle)s, zweiter Faktor Pflicht: %(factor)s")
    note_own(EventKind.AGENCY_CHANGED, by, about % {"idle": idle, "factor": factor})


def _held(colleague: User) -> User:
    """The colleague as they are now.

    The agency is held, so that the last two administrators cannot lock each other out at the
    same moment.
    """
    Agency.objects.select_for_update().get(users=colleague)
    return User.objects.select_related("agency").get(pk=colleague.pk)


def _keep_an_administrator(leaving: User) -> None:
    others = User.objects.filter(
        agency=leaving.agency, role=Role.ADMINISTRATOR, is_active=True
    ).exclude(pk=leaving.pk)
    if leaving.is_administrator and leaving.is_active and not others.exists():
        raise DomainError(_("Ein Büro braucht einen Administrator: Das ist der letzte."))
