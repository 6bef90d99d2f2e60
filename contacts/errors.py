"""Errors that stop the saving of a contact, with what the person has to see then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from base.errors import DomainError
from contacts.duplicates.scoring import Comparison
from contacts.models import Contact


class Resembling:
    """The contacts behind some candidates, fetched together when the first is asked for."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._ids = ids

    @cached_property
    def contacts(self) -> dict[int, Contact]:
        """By id."""
        return Contact.objects.in_bulk(self._ids)


@dataclass(frozen=True)
class DuplicateCandidate:
    """An existing contact that resembles the one to be saved, and why."""

    id: int
    comparison: Comparison
    resembling: Resembling = field(repr=False, compare=False)

    @property
    def contact(self) -> Contact:
        """The contact itself; all candidates of a check cost one query together."""
        return self.resembling.contacts[self.id]


class DuplicatesFound(DomainError):
    """The contact may exist already; `candidates` are all that resemble it, best first."""

    def __init__(self, candidates: Sequence[DuplicateCandidate]) -> None:
        super().__init__(_("Mögliche Doublette: Diesen Kontakt gibt es vielleicht schon."))
        self.candidates = list(candidates)
