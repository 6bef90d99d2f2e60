"""Short messages at the edge of the page, with a way back where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from base.labels import Label
from base.registry import Registry

Level = Literal["success", "info", "warning", "error"]
UNDO_VIEW = "audit:undo"
_UNDO_TAG = "undo:"
_LEVELS: dict[Level, int] = {
    "success": messages.SUCCESS,
    "info": messages.INFO,
    "warning": messages.WARNING,
    "error": messages.ERROR,
}
_ICONS = {
    "success": "check",
    "info": "info",
    "warning": "triangle-alert",
    "error": "circle-alert",
}


UndoCheck = Callable[[HttpRequest, UUID], bool]
_undo_checks: Registry[UndoCheck] = Registry("offering", "check of an undo")


class ToastStorage(SessionStorage):
    """Keeps messages in the session until a page shows them (settings.MESSAGE_STORAGE)."""

    # What this request has said and not stored yet, as Django's own storage keeps it.
    _queued_messages: list[Message]

    def take_own(self) -> list[Message]:
        """What this request has said; what waits for a page stays waiting.

        A panel that loads while the browser is on its way to that page would swallow it.
        """
        own, self._queued_messages = self._queued_messages, []
        return own


@dataclass(frozen=True)
class Toast:
    """A message as the page shows it; `undo_url` takes a POST."""

    text: str
    level: str
    icon: str
    undo_url: str
    back_url: str = ""


def toast(
    request: HttpRequest,
    message: Label,
    *,
    level: Level = "success",
    undo: UUID | str | None = None,
    back: str = "",
) -> None:
    """Shows `message` with this response, or with the next page after a redirect.

    `undo` is the id of the audit context that »Rückgängig« takes back; `back` the page to show
    then, where the one that the message stands on will be gone.
    """
    tags = f"{_UNDO_TAG}{undo} {back}".strip() if undo else ""
    messages.add_message(request, _LEVELS[level], str(message), extra_tags=tags)


def offer_undo_where(works: UndoCheck) -> None:
    """Adds a function that decides whether an action can be undone: the record's, above this."""
    _undo_checks.add(works, works)


def take_toasts(request: HttpRequest) -> Iterator[Toast]:
    """The waiting messages; what was taken is not shown again."""
    return _as_toasts(request, messages.get_messages(request))


def take_own_toasts(request: HttpRequest) -> Iterator[Toast]:
    """What this request has said, for a fragment."""
    storage: Any = messages.get_messages(request)
    return _as_toasts(request, storage.take_own())


def _as_toasts(request: HttpRequest, waiting: Iterable[Message]) -> Iterator[Toast]:
    for message in waiting:
        level = message.level_tag if message.level_tag in _ICONS else "info"
        undo, _space, back = (message.extra_tags or "").partition(" ")
        yield Toast(
            text=str(message.message),
            level=level,
            icon=_ICONS[level],
            undo_url=_undo_url(request, undo),
            back_url=back,
        )


def _undo_url(request: HttpRequest, tags: str) -> str:
    if not tags.startswith(_UNDO_TAG):
        return ""
    action = UUID(tags.removeprefix(_UNDO_TAG))
    if not all(works(request, action) for works in _undo_checks):
        return ""
    try:
        return reverse(UNDO_VIEW, args=[action])
    except NoReverseMatch:
        return ""
