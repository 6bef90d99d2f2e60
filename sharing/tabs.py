"""This app's place on a contact's page."""

from django.utils.translation import gettext_lazy as _

from base.ui.headers import HeaderPart, register_header
from base.ui.tabs import Rows, Tab, register_tab
from contacts.models import Contact
from sharing.models import ShareLink


def _links(contact: Contact) -> Rows:
    return ShareLink.objects.present().filter(contact=contact)


register_tab(
    Tab(
        area="contact",
        group=_("Geschützte Dokumente"),
        label=_("Geschützte Dokumente"),
        url_name="sharing:links",
        order=80,
        count=_links,
    )
)
register_header(HeaderPart("contact", "lead", "sharing/terms_button.html", 10))
register_header(HeaderPart("contact", "actions", "sharing/links_button.html", 10))
