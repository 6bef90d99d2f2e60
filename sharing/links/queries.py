"""Reads what can be shared, and the links of a contact or an agency."""

from datetime import datetime

from django.db.models import Q, QuerySet

from base.accounts.models import User
from contacts.models import Contact, ContactFile
from properties.models import Property, PropertyDocument
from sharing.models import ShareLink
from sharing.models.links import LinkState

# How many properties the selection shows at once; the search narrows them down.
CHOICES = 100
_SEARCHED = ("title", "object_number", "place", "postal_code", "street")


def protected_documents(property: Property) -> QuerySet[PropertyDocument]:
    """The documents of `property` that leave the office only by a link."""
    documents = PropertyDocument.objects.present().protected().filter(property=property)
    return documents.select_related("stored")


def files_to_share(contact: Contact) -> QuerySet[ContactFile]:
    """The personal files of `contact`."""
    files = ContactFile.objects.present().personal().filter(contact=contact)
    return files.select_related("stored")


def property_choices(user: User, words: str) -> list[Property]:
    """Properties that the search words name, every word somewhere; by title, at most 100."""
    found = Property.objects.visible_to(user).filter(deleted_at__isnull=True)
    for word in words.split()[:6]:
        anywhere = Q()
        for column in _SEARCHED:
            anywhere |= Q((f"{column}__icontains", word))
        found = found.filter(anywhere)
    return list(found.order_by("title", "id")[:CHOICES])


def links_of(contact: Contact) -> list[ShareLink]:
    """The links of `contact`, newest first, with views and contents, in three queries."""
    links = ShareLink.objects.present().filter(contact=contact).with_views()
    return list(_for_list(links).order_by("-id"))


def agency_links(user: User, *, standing: str, words: str, now: datetime) -> QuerySet[ShareLink]:
    """The links of the agency, newest first; `standing` is open, draft, expired or empty."""
    links = ShareLink.objects.present() & ShareLink.objects.visible_to(user)
    if standing == "open":
        links = links.open_at(now)
    elif standing == "draft":
        links = links.filter(state=LinkState.DRAFT)
    elif standing == "expired":
        links = links.expired_at(now)
    for word in words.casefold().split()[:6]:
        links = links.filter(
            Q(contact__search_text__contains=word)
            | Q(contact__family_name__icontains=word)
            | Q(contact__company_name__icontains=word)
            | Q(property__title__icontains=word)
        )
    return _for_list(links.with_views()).order_by("-id")


def _for_list(links: QuerySet[ShareLink]) -> QuerySet[ShareLink]:
    return links.select_related("contact", "property", "created_by").prefetch_related(
        "items__document", "items__file"
    )
