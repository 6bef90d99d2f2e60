"""Changes to a person's own account and to their agency."""

from django.db import transaction

from base.accounts.models import Agency, User
from base.accounts.record.models import Kind
from base.accounts.record.services import note_own


@transaction.atomic
def update_account(*, user: User, name: str, phone: str) -> User:
    """Changes what colleagues and customers see of this person."""
    user.name, user.phone = name, phone
    user.save(update_fields=["name", "phone"])
    return user


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
        note_own(Kind.AGENCY_CHANGED, user, ", ".join(changed))
    return agency
