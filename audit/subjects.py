"""Registry of what the record can be about: contacts, properties.

Upper apps register their subjects in a module `subjects`, found at start, so that the audit
layer can call back without knowing them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Subject:
    """One kind of subject.

    `touch(ids, at)` notes the time of the last activity; `refresh(ids)` recomputes derived
    columns after rows were changed behind the services' back (undo).
    """

    code: str
    label: str | Promise
    touch: Callable[[Iterable[int], datetime], None]
    refresh: Callable[[Iterable[int]], None]


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Adds `subject`; raises ValueError when its code is taken by another one."""
    if _subjects.setdefault(subject.code, subject) != subject:
        raise ValueError(f"subject {subject.code} is registered twice")


def subject(code: str) -> Subject:
    """The registered subject; raises LookupError for an unknown code."""
    try:
        return _subjects[code]
    except KeyError:
        raise LookupError(f"subject {code} is not registered") from None
