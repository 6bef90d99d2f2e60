"""Registry of what the record can be about: contacts, properties.

Upper apps register their subjects in a module `subjects`, found at start, so that the audit
layer can call back without knowing them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Subject:
    """One kind of subject; `touch(ids, at)` notes the time of its last activity.

    `page` and `overview` name the views of one of them and of all.
    """

    code: str
    label: str | Promise
    touch: Callable[[Iterable[int], datetime], None]
    page: str
    overview: str


Refresh = Callable[[Iterable[int]], None]

_subjects: dict[str, Subject] = {}
_refreshers: dict[str, list[Refresh]] = defaultdict(list)


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


def register_refresh(code: str, refresh: Refresh) -> None:
    """Adds a function that recomputes derived rows of the subjects with the given ids.

    Undo changes rows behind the services' back and calls all of them afterwards.
    """
    if refresh not in _refreshers[code]:
        _refreshers[code].append(refresh)


def refresh_subjects(code: str, ids: Iterable[int]) -> None:
    """Recomputes everything derived from these subjects."""
    for refresh in _refreshers[code]:
        refresh(ids)
