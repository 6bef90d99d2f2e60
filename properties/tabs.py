"""The tabs of a property's page, and those that properties add to a contact's."""

from django.utils.translation import gettext_lazy as _

from base.ui.headers import HeaderPart, register_header
from base.ui.tabs import Panel, Rows, Tab, register_panel, register_tab
from contacts.models import Contact
from properties.models import Note, Party, Property, SearchOrder


def _images(record: Property) -> Rows:
    return record.images.filter(deleted_at=None)


def _documents(record: Property) -> Rows:
    return record.documents.filter(deleted_at=None)


def _orders(contact: Contact) -> Rows:
    return SearchOrder.objects.present().filter(contact=contact)


def _parties_of_contact(contact: Contact) -> Rows:
    return Party.objects.present().filter(contact=contact)


def _parties_of_property(record: Property) -> Rows:
    return Party.objects.present().filter(property=record)


def _notes_of_contact(contact: Contact) -> Rows:
    return Note.objects.filter(contact=contact)


def _notes_of_property(record: Property) -> Rows:
    return Note.objects.filter(property=record)


register_tab(
    Tab("contact", _("Notizen"), _("Notizen"), "properties:contact_notes", 48, _notes_of_contact)
)
register_tab(
    Tab("property", _("Notizen"), _("Notizen"), "properties:property_notes", 60, _notes_of_property)
)
register_tab(Tab("property", _("Daten"), _("Daten"), "properties:detail", 10))
register_tab(Tab("property", _("Bilder"), _("Bilder"), "properties:pictures", 20, _images))
register_tab(
    Tab("property", _("Dokumente"), _("Dokumente"), "properties:documents", 30, _documents)
)
register_tab(
    Tab("property", _("Suchaufträge"), _("Suchaufträge"), "properties:property_orders", 40)
)
register_tab(
    Tab(
        "contact",
        _("Immobilien"),
        _("Suchaufträge"),
        "properties:orders",
        50,
        count=_orders,
        adds_to_group=True,
    )
)
register_tab(
    Tab(
        "contact",
        _("Immobilien"),
        _("Interesse und Verwaltung"),
        "properties:contact_parties",
        51,
        count=_parties_of_contact,
        adds_to_group=True,
    )
)
register_tab(
    Tab(
        "property",
        _("Beteiligte"),
        _("Beteiligte"),
        "properties:property_parties",
        50,
        _parties_of_property,
    )
)
register_panel(Panel("contact", _("Passende Immobilien"), "properties:matching_panel", 10))
register_tab(Tab("property", _("Historie"), _("Historie"), "properties:history", 90))
register_header(HeaderPart("contact", "actions", "properties/notes/contact_button.html", 20))
