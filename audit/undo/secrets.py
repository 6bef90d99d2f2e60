"""What an encrypted column held, where somebody keeps it for an undo."""

from collections.abc import Callable

from audit.models import Change
from base.registry import Registry

SECRET_MARK = "•••"  # noqa: S105 - what the record shows instead of an encrypted value

SecretKeeper = Callable[[Change, str], tuple[str, str] | None]
_keepers: Registry[SecretKeeper] = Registry("subjects", "keeper of secrets")


def register_secret_keeper(keeper: SecretKeeper) -> None:
    """Adds a function that knows an encrypted column as stored before and after a change.

    The record holds no secrets, not even encrypted ones. Who changes one in an action that is to
    be undone keeps both where they can be erased, and answers (before, after), or None.
    """
    _keepers.add(keeper, keeper)


def secret_values(change: Change, column: str) -> tuple[str, str] | None:
    """The column as it was stored before and after the change, or None where nobody kept it."""
    found = (keeper(change, column) for keeper in _keepers)
    return next((values for values in found if values is not None), None)
