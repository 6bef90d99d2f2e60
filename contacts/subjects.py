"""Contacts as subjects of the record."""

from django.utils.translation import gettext_lazy as _

from audit.models import Change
from audit.subjects import Subject, register, register_refresh
from audit.undo import register_secret_keeper
from base.encryption import decrypt, stored_token
from contacts.models import Contact, ContactMerge
from contacts.services import refresh_derived, refresh_roles_and_couples, touch_activity


def _merged_secret(change: Change, column: str) -> tuple[str, str] | None:
    """What a merge did to an IBAN or an ID number."""
    if change.table_name != Contact._meta.db_table:
        return None
    merge = ContactMerge.objects.filter(kept=change.row_id, context=change.context).last()
    values = merge.secrets.get(column) if merge else None
    if not values:
        return None
    # The same text may stand there under a newer key since.
    now = Contact.objects.filter(pk=change.row_id).values_list(column, flat=True).first() or ""
    return values[0], stored_token(now) if now == decrypt(values[1]) else values[1]


register_secret_keeper(_merged_secret)
register(
    Subject(
        "contact",
        _("Kontakt"),
        touch=touch_activity,
        page="contacts:detail",
        overview="contacts:list",
    )
)
register_refresh("contact", refresh_derived)
register_refresh("contact", refresh_roles_and_couples)
