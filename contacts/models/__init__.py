"""Contacts and what hangs on them."""

from contacts.models.consent import ContactConsent
from contacts.models.contact import Contact
from contacts.models.contact_points import ContactAddress, ContactEmail, ContactPhone
from contacts.models.duplicates import (
    ContactMerge,
    ContactPair,
    Examination,
    MatchRecord,
    NotDuplicate,
    StockStatistics,
)
from contacts.models.files import ContactFile
from contacts.models.index import ContactKey, ContactWord
from contacts.models.relation import Power, Relation
from contacts.models.saved_views import ListSettings, SavedView

__all__ = [
    "Contact",
    "ContactAddress",
    "ContactConsent",
    "ContactEmail",
    "ContactFile",
    "ContactKey",
    "ContactMerge",
    "ContactPair",
    "ContactPhone",
    "ContactWord",
    "Examination",
    "ListSettings",
    "MatchRecord",
    "NotDuplicate",
    "Power",
    "Relation",
    "SavedView",
    "StockStatistics",
]
