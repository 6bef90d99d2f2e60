"""Generates, saves and deletes share links."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.context import action
from base.accounts.models import User
from base.errors import DomainError
from contacts.models import Contact, ContactFile
from properties.models import Property, PropertyDocument
from sharing.activities import record
from sharing.links.queries import files_to_share, protected_documents
from sharing.models import ShareLink, ShareLinkItem
from sharing.models.links import ARMED_FOR, LinkState

DEFAULT_DAYS = 30
MAX_DAYS = 3 * 365


def end_of_validity(*, days: int | None = None, day: date | None = None) -> datetime:
    """The last moment of validity: the end of the day `days` from now, or of `day`.

    30 days when neither is given. Raises DomainError for a time that has passed or lies more
    than three years ahead.
    """
    today = timezone.localdate()
    last = day or today + timedelta(days=DEFAULT_DAYS if days is None else days)
    if not today <= last <= today + timedelta(days=MAX_DAYS):
        message = _("Bitte wählen Sie einen Tag zwischen heute und in drei Jahren.")
        raise DomainError(message, fields={"valid_until": message})
    return timezone.make_aware(datetime.combine(last, time.max))


def generate_link(
    *,
    contact: Contact,
    property: Property | None,
    documents: Iterable[int],
    files: Iterable[int],
    user: User,
) -> tuple[ShareLink, UUID]:
    """A draft that opens nothing yet, with the chosen contents; and its context for undo.

    `documents` are protected documents of `property`, `files` personal files of `contact`, by
    id; what is neither is left out. Raises DomainError when nothing is left.
    """
    chosen_documents = _chosen_documents(property, documents)
    chosen_files = list(files_to_share(contact).filter(pk__in=list(files)))
    if not chosen_documents and not chosen_files:
        raise DomainError(_("Bitte wählen Sie mindestens ein Dokument oder eine Datei aus."))
    with transaction.atomic(), action("sharing.generate_link") as context:
        link = ShareLink.objects.create(
            agency=contact.agency,
            contact=contact,
            created_by=user,
            property=property if chosen_documents else None,
        )
        _add_items(link, [*chosen_documents, *chosen_files])
    return link, context.id


def _chosen_documents(
    property: Property | None, documents: Iterable[int]
) -> list[PropertyDocument]:
    if property is None:
        return []
    return list(protected_documents(property).filter(pk__in=list(documents)))


def _add_items(link: ShareLink, contents: list[PropertyDocument | ContactFile]) -> None:
    ShareLinkItem.objects.bulk_create(
        ShareLinkItem(
            agency_id=link.agency_id,
            link=link,
            contact_id=link.contact_id,
            position=position,
            document=content if isinstance(content, PropertyDocument) else None,
            file=content if isinstance(content, ContactFile) else None,
        )
        for position, content in enumerate(contents)
    )


def save_link(*, link: ShareLink, valid_until: datetime, message: str = "") -> UUID:
    """Makes a draft valid until `valid_until`; returns the context for undo.

    Raises DomainError when the draft was saved or deleted meanwhile or shows nothing any more.
    """
    with transaction.atomic(), action("sharing.save_link") as context:
        locked = _locked(link)
        if locked.state != LinkState.DRAFT:
            raise DomainError(_("Dieser Link ist schon gespeichert."))
        names = [item.name for item in locked.items.shown()]
        if not names:
            raise DomainError(_("Von den gewählten Inhalten ist keiner mehr freigebbar."))
        locked.state, locked.valid_until = LinkState.ACTIVE, valid_until
        locked.message = message.strip()
        locked.save(update_fields=["state", "valid_until", "message"])
        evidence = {"link": locked.pk, "documents": names, "valid_until": valid_until.isoformat()}
        record("sharing.link_saved", locked, _about(_("Link gespeichert: %s"), names), evidence)
    return context.id


def click_delete(*, link: ShareLink, armed_at: str = "") -> UUID | None:
    """One click on *Löschen*: the first arms, a second within the window deletes.

    `armed_at` is the moment the clicked button was armed at, as the page shows it; the button
    that was not armed sends none, so a double click deletes nothing. Returns the context for
    undo once the link is deleted, None when it is armed (again).
    """
    now = timezone.now()
    with transaction.atomic(), action("sharing.delete_link") as context:
        locked = _locked(link)
        if not _is_armed(locked, armed_at, now):
            locked.armed_at = now
            locked.save(update_fields=["armed_at"])
            return None
        names = [item.name for item in locked.items.shown()]
        locked.deleted_at, locked.armed_at = now, None
        locked.save(update_fields=["deleted_at", "armed_at"])
        record(
            "sharing.link_deleted",
            locked,
            _about(_("Link gelöscht: %s"), names),
            {
                "link": locked.pk,
                "documents": names,
            },
        )
    return context.id


def _is_armed(link: ShareLink, armed_at: str, now: datetime) -> bool:
    if link.armed_at is None or armed_at != link.armed_at.isoformat():
        return False
    return now - link.armed_at <= ARMED_FOR


def _locked(link: ShareLink) -> ShareLink:
    locked = ShareLink.objects.present().select_for_update(of=("self",)).filter(pk=link.pk).first()
    if locked is None:
        raise DomainError(_("Dieser Link ist bereits gelöscht."))
    return locked


def _about(text: str, names: list[str]) -> str:
    return text % (", ".join(names) or _("ohne Inhalt"))
