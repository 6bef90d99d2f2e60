"""Changes to a person's own account and to their agency."""

from django.db import transaction

from base.accounts.models import Agency, User


@transaction.atomic
def update_account(*, user: User, name: str, phone: str) -> User:
    """Changes what colleagues and customers see of this person."""
    user.name, user.phone = name, phone
    user.save(update_fields=["name", "phone"])
    return user


@transaction.atomic
def update_agency(*, agency: Agency, fields: list[str]) -> Agency:
    """Stores the named, already validated fields of the agency and no other ones."""
    agency.save(update_fields=fields)
    return agency
