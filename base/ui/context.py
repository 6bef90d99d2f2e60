"""What the shell around every page needs."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from base.ui.navigation import nav_entries
from base.ui.preferences import preferences
from base.ui.toasts import take_toasts

SEARCH_URL = "/suche/"
SUGGEST_URL = "/suche/vorschlaege/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the shell; what a page does not show is not worked out."""
    return {
        "shell_nav": SimpleLazyObject(partial(nav_entries, request)),
        "shell_toasts": SimpleLazyObject(lambda: list(take_toasts(request))),
        "shell_search_url": SEARCH_URL,
        "shell_suggest_url": SUGGEST_URL,
        "preferences": preferences(request),
    }
