"""Tells an undo of links and mails: effects that no database takes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Value
from django.utils.translation import gettext as _

from audit.models import Change, Operation
from audit.undo import Row
from sharing.models import LinkView, OutboxMail
from sharing.models.links import LinkState
from sharing.models.mail import LEFT

Changed = Sequence[tuple[Change, Row]]


def mails_that_left(changes: Changed) -> dict[int, str]:
    """A mail goes back as long as it waits."""
    return {
        change.pk: _("Die E-Mail hat das Haus schon verlassen.")
        for change, now in changes
        if now["state"] in LEFT
    }


def links_in_use(changes: Changed) -> dict[int, str]:
    """A link that a customer has is ended by deleting it, which the record tells."""
    saved = [(change, now) for change, now in changes if now["state"] == LinkState.ACTIVE]
    used = _in_use([change.row_id for change, now in saved if _was_saved_by(change)])
    return dict(_reasons(saved, used))


def _reasons(saved: Changed, used: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    for change, now in saved:
        if change.operation == Operation.INSERT and now["deleted_at"] is None:
            yield change.pk, _("Der Link ist inzwischen gespeichert.")
        elif _was_saved_by(change) and change.row_id in used:
            yield change.pk, used[change.row_id]


def _was_saved_by(change: Change) -> bool:
    return (change.after or {}).get("state") == LinkState.ACTIVE


def _in_use(links: Sequence[int]) -> dict[int, str]:
    if not links:
        return {}
    # What is said of a link that was both sent and seen is that it was seen.
    reasons = [
        _("Der Link ist schon verschickt; löschen beendet ihn."),
        _("Der Link wurde schon angesehen; löschen beendet ihn."),
    ]
    sent = OutboxMail.objects.filter(link__in=links, state__in=LEFT)
    viewed = LinkView.objects.filter(link__in=links)
    found = sent.values_list("link_id", Value(0)).union(viewed.values_list("link_id", Value(1)))
    return {link: reasons[number] for link, number in sorted(found)}
