"""The words that customers read: greeting, mail text, message on the page.

Letters speak the contact's language; the greeting that of the page it stands on.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from base.accounts.models import User
from base.public_url import absolute
from base.ui.formats import day
from contacts.choices import ContactKind, Salutation
from contacts.models import Contact
from contacts.salutations import language_of
from sharing.models import ShareLink


def public_url(link: ShareLink) -> str:
    """The whole address that opens `link`."""
    return absolute(reverse("sharing:public", args=[link.token]))


def greeting(contact: Contact) -> str:
    """»Guten Tag Frau Mag. Steininger«; without a known form of address just »Guten Tag«."""
    hello = _("Guten Tag")
    if contact.kind == ContactKind.COMPANY or not contact.family_name:
        return hello
    if contact.salutation not in (Salutation.MS, Salutation.MR, Salutation.FAMILY):
        return " ".join(filter(None, [hello, contact.given_name, contact.family_name]))
    title = "" if contact.salutation == Salutation.FAMILY else contact.title_before
    address = str(Salutation(contact.salutation).label)
    return " ".join(filter(None, [hello, address, title, contact.family_name]))


def default_message(contact: Contact) -> str:
    """What the page tells the customer unless the agent writes something else."""
    with override(language_of(contact)):
        return _(
            "hier sind die Unterlagen, die wir besprochen haben. "
            "Bei Fragen erreichen Sie mich jederzeit."
        )


def mail_subject(link: ShareLink) -> str:
    """The suggested subject of the mail that brings the link, in its reader's language."""
    with override(language_of(link.contact)):
        if link.property is None:
            return _("Ihre Unterlagen")
        return (_("Ihre Unterlagen: %s") % link.property)[:200]


def mail_text(link: ShareLink, user: User) -> str:
    """The suggested text of the mail that brings the link, in its reader's language."""
    with override(language_of(link.contact)):
        return _mail_text(link, user)


def _mail_text(link: ShareLink, user: User) -> str:
    about = _(" zu »%s«") % link.property if link.property else ""
    assert link.valid_until is not None
    until = day(link.valid_until)
    lines = [
        greeting(link.contact) + ",",
        "",
        _("hier finden Sie die Unterlagen%s, die für Sie bestimmt sind:") % about,
        "",
        public_url(link),
        "",
        _("Der Link ist bis %s gültig.") % until,
        "",
        _("Bei Fragen erreichen Sie mich jederzeit."),
        "",
        _("Freundliche Grüße"),
        user.name,
        link.agency.name,
        *filter(None, [user.phone or link.agency.phone]),
    ]
    return "\n".join(lines)
