"""Undoes a context: a field, an action, an import, a merge or a deletion, all the same way.

`verdicts` decides whether there is anything to take back; the buttons and the undo itself ask it.
"""

from audit.undo.actions import reason_to_keep, undo_context, undone_by
from audit.undo.rows import Row
from audit.undo.secrets import SECRET_MARK, register_secret_keeper
from audit.undo.taking_back import Undone
from audit.undo.verdicts import reasons_against, register_obstacle

__all__ = [
    "SECRET_MARK",
    "Row",
    "Undone",
    "reason_to_keep",
    "reasons_against",
    "register_obstacle",
    "register_secret_keeper",
    "undo_context",
    "undone_by",
]
