"""Every change to contacts and what hangs on them, as apps above ask for it."""

from contacts.consents.services import record_consent, withdraw_consent
from contacts.deduplication.services.merge import merge_contacts
from contacts.deduplication.services.not_duplicates import take_decision_back, tell_apart
from contacts.derived.services.refresh import refresh_derived, touch_activity
from contacts.derived.services.roles_and_couples import refresh_roles, refresh_roles_and_couples
from contacts.documents.services import (
    add_file,
    add_id_copy,
    delete_file,
    remove_photo,
    set_photo,
    show_id_copy,
)
from contacts.listing.services.bulk import change_contacts, refresh_agents
from contacts.listing.services.saved_views import (
    choose_columns,
    choose_default_view,
    delete_view,
    list_settings,
    save_view,
)
from contacts.record.services.deletion import delete_contact, restore_contact
from contacts.record.services.saving import create_contacts, save_contact
from contacts.record.services.secrets import show_secret

__all__ = [
    "add_file",
    "add_id_copy",
    "change_contacts",
    "choose_columns",
    "choose_default_view",
    "create_contacts",
    "delete_contact",
    "delete_file",
    "delete_view",
    "list_settings",
    "merge_contacts",
    "record_consent",
    "refresh_agents",
    "refresh_derived",
    "refresh_roles",
    "refresh_roles_and_couples",
    "remove_photo",
    "restore_contact",
    "save_contact",
    "save_view",
    "set_photo",
    "show_id_copy",
    "show_secret",
    "take_decision_back",
    "tell_apart",
    "touch_activity",
    "withdraw_consent",
]
