"""The one table that joins contacts."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least, Lower
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models.contact import Contact
from contacts.relation_kinds import (
    CHOICES,
    COUPLE_MEMBER,
    KINDS,
    ONCE_PER_PAIR,
    OTHER,
    RelationEnd,
    RelationKind,
    opposite,
)


class Power(models.TextChoices):
    """How somebody may act for a company."""

    SOLE = "sole", _("selbstständig")
    JOINT = "joint", _("gemeinsam")
    JOINT_OFFICER = "joint_officer", _("gemeinsam mit Prokura")
    PROCURATION = "procuration", _("Prokura")


class RelationQuerySet(AgencyQuerySet["Relation"]):
    """Relations in the words of the office."""

    def present(self) -> RelationQuerySet:
        """Relations whose both ends nobody has deleted."""
        return self.filter(a__deleted_at__isnull=True, b__deleted_at__isnull=True)

    def touching(self, contact_ids: Any) -> RelationQuerySet:
        """Relations with one of `contact_ids` at either end."""
        return self.filter(Q(a__in=contact_ids) | Q(b__in=contact_ids))

    def with_people(self) -> RelationQuerySet:
        """With the contacts of both ends."""
        return self.select_related("a", "b")


# A key cannot say it: both ends are contacts of the agency that owns the relation.
_ONE_AGENCY = """
    IF EXISTS (
        SELECT FROM contacts_contact AS c
        WHERE c.id IN (NEW.a_id, NEW.b_id) AND c.agency_id <> NEW.agency_id
    ) THEN
        RAISE EXCEPTION 'a relation joins contacts of one agency'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Relation(AgencyOwned):
    """»a is … of b«: one row, seen from both sides. See contacts.relation_kinds."""

    told_by: ClassVar = ("a", "kind", "b")
    a = models.ForeignKey(
        Contact, models.CASCADE, verbose_name=_("Person"), related_name="relations_as_a"
    )
    kind = models.CharField(_("Beziehung"), max_length=20, choices=CHOICES)
    b = models.ForeignKey(
        Contact, models.CASCADE, verbose_name=_("zu"), related_name="relations_as_b"
    )
    # Only for the kind »other«: what a is to b, and b to a, in the agent's words.
    word_a = models.CharField(_("Bezeichnung"), max_length=60, blank=True)
    word_b = models.CharField(_("Bezeichnung der anderen Seite"), max_length=60, blank=True)
    power = models.CharField(
        _("Art der Vertretung"), max_length=20, choices=Power, blank=True, default=""
    )
    share = models.DecimalField(
        _("Anteil (%)"),
        max_digits=6,
        decimal_places=3,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    since = models.DateField(_("Seit"), null=True, blank=True)
    note = models.CharField(_("Notiz"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)

    objects: ClassVar[RelationQuerySet] = RelationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Beziehung")
        verbose_name_plural = _("Beziehungen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(a=F("b")), name="relation_joins_two"),
            models.CheckConstraint(
                condition=Q(kind__in=list(KINDS)), name="relation_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=OTHER) & ~Q(word_a="") & ~Q(word_b=""))
                | (~Q(kind=OTHER) & Q(word_a="", word_b="")),
                name="relation_words_when_free",
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=100),
                name="relation_share_is_a_percentage",
            ),
            models.UniqueConstraint(
                "a", "b", "kind", Lower("word_a"), Lower("word_b"), name="relation_once"
            ),
            models.UniqueConstraint(
                Least("a", "b"),
                Greatest("a", "b"),
                "kind",
                condition=Q(kind__in=ONCE_PER_PAIR),
                name="relation_once_in_any_direction",
            ),
            models.UniqueConstraint(
                Least("a", "b"),
                Greatest("a", "b"),
                Lower("word_a"),
                condition=Q(kind=OTHER, word_a=F("word_b")),
                name="relation_free_word_once",
            ),
            models.UniqueConstraint(
                fields=["a"], condition=Q(kind=COUPLE_MEMBER), name="relation_one_couple_each"
            ),
        ]
        triggers = [
            history("contact", key="a_id"),
            history("contact", key="b_id", name="history_b"),
            pgtrigger.Trigger(
                name="one_agency",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_AGENCY,
            ),
        ]

    def __str__(self) -> str:
        return str(self.what.label)

    @property
    def what(self) -> RelationKind:
        """The kind with its words."""
        return KINDS[self.kind]

    def side_of(self, contact_id: int) -> RelationEnd:
        """Where a contact stands."""
        return "a" if self.a_id == contact_id else "b"

    def person(self, side: RelationEnd) -> Contact:
        """Who stands at `side`."""
        return self.a if side == "a" else self.b

    def other(self, contact_id: int) -> Contact:
        """Who stands at the other end from `contact_id`."""
        return self.person(opposite(self.side_of(contact_id)))
