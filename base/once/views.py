"""What a view says about itself."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def only_reads(view: View) -> View:
    """Marks a view that takes a POST and changes nothing: it may be asked again and again."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view
