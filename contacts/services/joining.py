"""One action from the outside in, so that it is undone as one."""

from collections.abc import Iterator
from contextlib import contextmanager

from audit.context import Context, action, current_context


@contextmanager
def joined_action(name: str) -> Iterator[Context]:
    """The action that is already open (an import run, a view's), or else a new one."""
    current = current_context()
    if current is not None and current.action:
        yield current
        return
    with action(name) as own:
        yield own
