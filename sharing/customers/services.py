"""Notes what a customer does with a link."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sharing.activities import in_words_of_the_office, record
from sharing.models import LinkView, ShareLink, ShareLinkItem


@in_words_of_the_office
@transaction.atomic
def record_view(
    *, link: ShareLink, address: str, user_agent: str, opening: UUID | None = None
) -> LinkView:
    """Counts one view and puts it on record; the same `opening` is counted once."""
    view, is_new = LinkView.objects.get_or_create(
        link=link,
        opening=opening or uuid4(),
        defaults={"at": timezone.now(), "address": address[:45], "user_agent": user_agent[:300]},
    )
    if not is_new:
        return view
    names = [item.name for item in link.items.shown()]
    record(
        "sharing.link_viewed",
        link,
        _("Link angesehen: %(names)s") % {"names": ", ".join(names)},
        {"link": link.pk, "view": view.pk, "documents": names, "user_agent": user_agent[:300]},
    )
    return view


@in_words_of_the_office
def record_opening(*, item: ShareLinkItem, view_id: int) -> None:
    """Puts on record that the customer opened one document, with its digest."""
    record(
        "sharing.document_opened",
        item.link,
        _("Dokument »%(name)s« geöffnet") % {"name": item.name},
        {"link": item.link_id, "view": view_id, **_proof(item)},
    )


@in_words_of_the_office
def record_download(*, link: ShareLink, items: Sequence[ShareLinkItem], view_id: int) -> None:
    """Puts on record that the customer downloaded everything, with the digest of each file."""
    names = ", ".join(item.name for item in items)
    record(
        "sharing.documents_downloaded",
        link,
        _("Alle Unterlagen heruntergeladen: %(names)s") % {"names": names},
        {"link": link.pk, "view": view_id, "files": [_proof(item) for item in items]},
    )


def _proof(item: ShareLinkItem) -> dict[str, object]:
    return {"name": item.name, "sha256": item.stored.sha256, "size": item.stored.size}
