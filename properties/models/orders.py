"""Search orders, their criteria, and the tokens by which a property finds them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from contacts.models import Contact
from properties.folding import folded
from properties.matching.criteria import CriterionKind, Mode
from properties.matching.places import TOKEN_LENGTH
from properties.matching.predicate import Wanted
from properties.matching.vocabulary import all_codes


class OrderState(models.TextChoices):
    """Whether an order looks for properties."""

    ACTIVE = "active", _("Aktiv")
    PAUSED = "paused", _("Pausiert")
    DONE = "done", _("Erledigt")


STATE_TONES = {OrderState.ACTIVE: "ok", OrderState.PAUSED: "warn", OrderState.DONE: "muted"}


class SearchOrderQuerySet(AgencyQuerySet["SearchOrder"]):
    """Search orders in the words of the office."""

    def present(self) -> SearchOrderQuerySet:
        """Orders that nobody has deleted, of contacts that are there."""
        return self.filter(deleted_at__isnull=True, contact__deleted_at__isnull=True)

    def looking(self, today: date) -> SearchOrderQuerySet:
        """Orders that properties are to be found for."""
        valid = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.present().filter(valid, state=OrderState.ACTIVE)

    def of_contact(self, contact: Contact) -> SearchOrderQuerySet:
        """The present orders of one contact, those that look first, the newest first."""
        return self.present().filter(contact=contact).order_by("state", "-created_at", "-id")


class SearchOrder(AgencyOwned):
    """What one customer looks for. Several orders of a contact are alternatives."""

    told_by: ClassVar = ("title",)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="orders", editable=False)
    title = models.CharField(_("Bezeichnung"), max_length=120)
    state = models.CharField(
        _("Status"), max_length=10, choices=OrderState, default=OrderState.ACTIVE
    )
    valid_until = models.DateField(_("Gültig bis"), null=True, blank=True)
    note = models.TextField(_("Notiz"), blank=True)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)
    # What the search reads.
    folded = models.GeneratedField(
        expression=folded("title", "note"), output_field=models.TextField(), db_persist=True
    )

    objects: ClassVar[SearchOrderQuerySet] = SearchOrderQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Suchauftrag")
        verbose_name_plural = _("Suchaufträge")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OrderState.values), name="search_order_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="search_order_has_a_title"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "created_at", "id"],
                name="search_order_newest",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=["valid_until"],
                name="search_order_expiry",
                condition=Q(deleted_at=None, state=OrderState.ACTIVE, valid_until__isnull=False),
            ),
        ]
        triggers = [history("contact", key="contact_id", derived=["folded"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("properties:order", args=[self.contact_id, self.pk])

    def is_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.valid_until is not None and self.valid_until < today

    def is_looking(self, today: date) -> bool:
        """Whether properties are to be found for it; `contact` has to be loaded."""
        is_present = self.deleted_at is None and self.contact.deleted_at is None
        return is_present and self.state == OrderState.ACTIVE and not self.is_expired(today)

    @property
    def state_tone(self) -> str:
        """The colour its state is shown in."""
        return STATE_TONES[OrderState(self.state)]

    def wanted(self) -> list[Wanted]:
        """Its criteria as the predicate understands them."""
        return [criterion.as_wanted() for criterion in self.criteria.all()]


class Criterion(AgencyOwned):
    """One condition of an order: accepted codes or places, or a range of numbers."""

    told_by: ClassVar = ("kind", "codes", "minimum", "maximum")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+", editable=False)
    order = models.ForeignKey(
        SearchOrder,
        models.CASCADE,
        related_name="criteria",
        verbose_name=_("Suchauftrag"),
        editable=False,
    )
    kind = models.CharField(_("Kriterium"), max_length=20, choices=CriterionKind)
    mode = models.CharField(_("Gewicht"), max_length=4, choices=Mode, default=Mode.MUST)
    codes = ArrayField(
        models.CharField(max_length=120, choices=all_codes),
        verbose_name=_("Werte"),
        default=list,
        blank=True,
    )
    minimum = models.DecimalField(_("ab"), max_digits=14, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("bis"), max_digits=14, decimal_places=2, null=True, blank=True)
    tolerance = models.PositiveSmallIntegerField(
        _("Toleranz (%)"), default=0, validators=[MaxValueValidator(50)]
    )
    unknown_fits = models.BooleanField(_("Passt auch, wenn die Angabe fehlt"), default=True)

    class Meta:
        verbose_name = _("Suchkriterium")
        verbose_name_plural = _("Suchkriterien")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CriterionKind.values), name="criterion_kind_known"
            ),
            models.CheckConstraint(condition=Q(mode__in=Mode.values), name="criterion_mode_known"),
            models.CheckConstraint(
                condition=~Q(codes=[]) | Q(minimum__isnull=False) | Q(maximum__isnull=False),
                name="criterion_asks_for_something",
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True)
                | Q(maximum__isnull=True)
                | Q(minimum__lte=F("maximum")),
                name="criterion_range_is_in_order",
            ),
            models.CheckConstraint(
                condition=Q(tolerance__lte=50), name="criterion_tolerance_at_most_50"
            ),
            # One of each kind; features stand singly, each must or wish on its own.
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=~Q(kind=CriterionKind.FEATURE),
                name="criterion_kind_once",
            ),
            models.UniqueConstraint(
                fields=["order", "codes"],
                condition=Q(kind=CriterionKind.FEATURE),
                name="criterion_feature_once",
            ),
        ]
        triggers = [history("contact", key="contact_id")]

    def __str__(self) -> str:
        return str(CriterionKind(self.kind).label)

    def as_wanted(self) -> Wanted:
        """The criterion as the predicate understands it."""
        return Wanted(
            kind=CriterionKind(self.kind),
            mode=Mode(self.mode),
            codes=tuple(self.codes),
            minimum=self.minimum,
            maximum=self.maximum,
            tolerance=self.tolerance,
            unknown_fits=self.unknown_fits,
            id=self.pk,
        )


def _bound() -> models.DecimalField[Decimal | None, Decimal | None]:
    # Two digits more than a criterion: a widened bound may be larger than any number asked for.
    return models.DecimalField(max_digits=16, decimal_places=2, null=True)


class OrderToken(models.Model):
    """Derived: one way by which a property reaches an order, with the ranges beside it.

    An order without a must for a trait has the token `*` there. The bounds already hold the
    tolerance; null means no bound. Written by `tokens.rebuild_tokens` only.
    """

    agency_id = models.BigIntegerField()
    marketing_type = models.CharField(max_length=20)
    object_type = models.CharField(max_length=20)
    area = models.CharField(max_length=TOKEN_LENGTH)
    order = models.ForeignKey(SearchOrder, models.CASCADE, related_name="tokens")
    price_min = _bound()
    price_max = _bound()
    rent_min = _bound()
    rent_max = _bound()
    living_area_min = _bound()
    living_area_max = _bound()
    rooms_min = _bound()
    rooms_max = _bound()

    class Meta:
        verbose_name = _("Suchauftragsmarke")
        verbose_name_plural = _("Suchauftragsmarken")
        indexes = [
            models.Index(
                fields=["agency_id", "marketing_type", "object_type", "area"],
                include=[
                    "order",
                    "price_min",
                    "price_max",
                    "rent_min",
                    "rent_max",
                    "living_area_min",
                    "living_area_max",
                    "rooms_min",
                    "rooms_max",
                ],
                name="order_token_covering",
            )
        ]

    def __str__(self) -> str:
        return f"{self.marketing_type}/{self.object_type}/{self.area}"
