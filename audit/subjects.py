"""Registry of what the record can be about: contacts, properties.

Upper apps register their subjects in a module `subjects`, found at start, so that the audit
layer can call back without knowing them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from base.labels import Label
from base.registry import Registry


@dataclass(frozen=True)
class Subject:
    """One kind of subject; `touch(ids, at)` notes the time of its last activity.

    `page` and `overview` name the views of one of them and of all.
    """

    code: str
    label: Label
    touch: Callable[[Iterable[int], datetime], None]
    page: str
    overview: str


Refresh = Callable[[Iterable[int]], object]

_subjects: Registry[Subject] = Registry("subjects", "subject")
_refreshers: Registry[tuple[str, Refresh]] = Registry("subjects", "refresher")


def register(subject: Subject) -> None:
    """Adds `subject`; raises ValueError when its code is taken by another one."""
    _subjects.add(subject.code, subject)


def subject(code: str) -> Subject:
    """The registered subject; raises LookupError for an unknown code."""
    return _subjects[code]


def register_refresh(code: str, refresh: Refresh) -> None:
    """Adds a function that recomputes derived rows of the subjects with the given ids.

    Undo changes rows behind the services' back and calls all of them afterwards.
    """
    _refreshers.add((code, refresh), (code, refresh))


def refresh_subjects(code: str, ids: Iterable[int]) -> None:
    """Recomputes everything derived from these subjects."""
    for meant, refresh in _refreshers:
        if meant == code:
            refresh(ids)
