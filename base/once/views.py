"""What a view says about itself to those who deal with what is sent to it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
# The button that leads back to the form with everything that was typed.
BACK = "back"


def only_reads(view: View) -> View:
    """Marks a view that takes a POST and changes nothing: it may be asked again and again."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def shows_again(view: View) -> View:
    """Marks a view that shows its form filled again, and saves nothing, where `goes_back`."""
    view.shows_again = True  # type: ignore[attr-defined]
    return view


def goes_back(data: Mapping[str, Any]) -> bool:
    """Whether the form is wanted again as it was sent."""
    return BACK in data
