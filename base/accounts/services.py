"""Changes to a person's own account and to their agency."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from base.accounts.models import Agency, User
from base.accounts.record.models import EventKind
from base.accounts.record.services import note_own


@transaction.atomic
def update_account(*, user: User, name: str, phone: str) -> User:
    """Changes what colleagues and customers see of this person."""
    user.name, user.phone = name, phone
    user.save(update_fields=["name", "phone"])
    return user


@transaction.atomic
def set_exporters(*, agency: Agency, allowed: Collection[int], user: User) -> int:
    """Lets exactly those people of `agency` export whose ids are in `allowed`.

    Returns for how many that is a change; each stands in the security record.
    """
    people = agency.users.select_for_update().filter(is_active=True)
    changed = [person for person in people if person.may_export != (person.pk in allowed)]
    for person in changed:
        person.export_right = person.pk in allowed
        person.save(update_fields=["export_right"])
        answer = _("ja") if person.may_export else _("nein")
        note_own(EventKind.EXPORT_CHANGED, user, f"{person}: {answer}")
    return len(changed)


@transaction.atomic
def update_agency(*, agency: Agency, fields: list[str], user: User) -> Agency:
    """Stores the named, already validated fields of the agency and no other ones."""
    before = Agency.objects.select_for_update().get(pk=agency.pk)
    changed = [
        str(Agency._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in fields
        if getattr(before, name) != getattr(agency, name)
    ]
    if changed:
        agency.save(update_fields=fields)
        note_own(EventKind.AGENCY_CHANGED, user, ", ".join(changed))
    return agency
