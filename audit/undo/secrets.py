"""What an encrypted column held, where somebody keeps it for an undo."""

from collections.abc import Callable

from audit.models import Change

SECRET_MARK = "•••"  # noqa: S105 - what the record shows instead of an encrypted value

SecretKeeper = Callable[[Change, str], tuple[str, str] | None]
_keepers: list[SecretKeeper] = []


def register_secret_keeper(keeper: SecretKeeper) -> None:
    """Adds a function that knows an encrypted column as stored before and after a change.

    The record holds no secrets, not even encrypted ones. Who changes one in an action that is to
    be undone keeps both where they can be erased, and answers (before, after), or None.
    """
    if keeper not in _keepers:
        _keepers.append(keeper)


def secret_values(change: Change, column: str) -> tuple[str, str] | None:
    """The column as it was stored before and after the change, or None where nobody kept it."""
    found = (keeper(change, column) for keeper in _keepers)
    return next((values for values in found if values is not None), None)
