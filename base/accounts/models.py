"""Agencies (Büros) and the people who sign in."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, TypeVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from base.accounts.reserved import refuse_reserved

IDLE_MINUTES = [
    (15, _("15 Minuten")),
    (30, _("30 Minuten")),
    (60, _("1 Stunde")),
    (240, _("4 Stunden")),
    (720, _("12 Stunden")),
    (1440, _("24 Stunden")),
    (10080, _("7 Tage")),
]


class Agency(models.Model):
    """A real-estate office: the boundary that no agent's query crosses."""

    name = models.CharField(_("Name"), max_length=200)
    slug = models.SlugField(_("Kürzel"), unique=True)
    street = models.CharField(_("Straße und Nummer"), max_length=200, blank=True)
    postal_code = models.CharField(_("PLZ"), max_length=10, blank=True)
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    country = models.CharField(
        _("Land"),
        max_length=2,
        default="AT",
        choices=[("AT", _("Österreich")), ("DE", _("Deutschland"))],
    )
    phone = models.CharField(_("Telefon"), max_length=50, blank=True)
    website = models.URLField(_("Website"), blank=True)
    sender_address = models.EmailField(
        _("Absenderadresse"),
        help_text=_("E-Mails an Kunden kommen von dieser Adresse."),
        validators=[refuse_reserved],
    )
    logo = models.ForeignKey(
        "files.StoredFile",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Logo"),
        related_name="+",
    )
    imprint = models.TextField(_("Impressum"), blank=True)
    privacy_text = models.TextField(_("Datenschutzhinweis"), blank=True)
    terms_text = models.TextField(_("AGB"), blank=True)
    commission_text = models.TextField(_("Provisionsvereinbarung"), blank=True)
    withdrawal_text = models.TextField(_("Widerrufsbelehrung"), blank=True)
    commission_percent = models.DecimalField(
        _("Provision (Vorgabe, % netto)"), max_digits=5, decimal_places=2, default=3
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("Abmelden nach Untätigkeit"), choices=IDLE_MINUTES, null=True, blank=True
    )
    requires_second_factor = models.BooleanField(_("Zweiter Faktor ist Pflicht"), default=False)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Büro")
        verbose_name_plural = _("Büros")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(commission_percent__gte=0, commission_percent__lte=100),
                name="agency_commission_is_a_percentage",
            ),
            # Whoever sends from an address could pass for the agency that owns it.
            models.UniqueConstraint(
                Lower("sender_address"),
                name="agency_sender_is_its_own",
                violation_error_message=_("Von dieser Adresse sendet schon jemand anderer."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SenderClaim(models.Model):
    """An address that an agency wants to send from, until its owner says yes by a link in a mail.

    One at a time: a newer wish replaces it, and its link opens nothing any more.
    """

    agency = models.OneToOneField(
        Agency, models.CASCADE, verbose_name=_("Büro"), related_name="sender_claim"
    )
    address = models.EmailField(_("Absenderadresse"))
    identity = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(_("Gefragt am"))

    class Meta:
        verbose_name = _("Gewünschte Absenderadresse")
        verbose_name_plural = _("Gewünschte Absenderadressen")

    def __str__(self) -> str:
        return self.address


# The columns that a person is called by.
NAMED_BY = ("name", "email")


class Role(models.TextChoices):
    """What a person may do within their agency."""

    ADMINISTRATOR = "administrator", _("Administrator")
    AGENT = "agent", _("Makler")
    READ_ONLY = "read_only", _("Nur lesen")


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A user who signs in with `email`, stored in lower case."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An operator of the installation, who uses Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail; without an agency, an operator of the installation."""

    email = models.EmailField(_("E-Mail"), unique=True)
    name = models.CharField(_("Name"), max_length=150)
    phone = models.CharField(_("Telefon"), max_length=50, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, verbose_name=_("Büro"), related_name="users"
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=Role, default=Role.AGENT)
    # Whether this person may take data out as a file; None leaves it to the role.
    export_right = models.BooleanField(_("Darf exportieren"), null=True, blank=True)
    is_active = models.BooleanField(_("Aktiv"), default=True)
    is_staff = models.BooleanField(_("Betreiber"), default=False)
    date_joined = models.DateTimeField(_("Dabei seit"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("Person mit Zugang")
        verbose_name_plural = _("Personen mit Zugang")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="user_role_is_known"
            ),
        ]
        triggers = [
            # allauth looks for people in a table of addresses as well. What it keeps there of a
            # former address, whoever changed it, would open the account and receive its mail.
            pgtrigger.Trigger(
                name="one_address",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("email"),  # type: ignore[no-untyped-call]
                func="DELETE FROM account_emailaddress WHERE user_id = NEW.id"
                " AND lower(email) <> NEW.email; RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def may_write(self) -> bool:
        """Whether this person may change anything in their agency."""
        return self.agency_id is not None and self.role != Role.READ_ONLY

    @property
    def may_export(self) -> bool:
        """Whether this person may take data out as a file; who only reads may not by default."""
        if self.agency_id is None:
            return False
        return self.may_write if self.export_right is None else self.export_right

    @property
    def is_administrator(self) -> bool:
        """Whether this person manages their agency's settings."""
        return self.agency_id is not None and self.role == Role.ADMINISTRATOR


Model = TypeVar("Model", bound=models.Model)


class AgencyQuerySet(models.QuerySet[Model]):
    """Rows of agencies; every view starts from `visible_to`."""

    def visible_to(self, user: User | AnonymousUser) -> AgencyQuerySet[Model]:
        """The rows of the agency of `user`; none for anyone without an agency."""
        agency_id = getattr(user, "agency_id", None)
        return self.filter(agency_id=agency_id) if agency_id else self.none()


class AgencyOwned(models.Model):
    """A row that belongs to one agency."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, verbose_name=_("Büro"), related_name="+", editable=False
    )

    class Meta:
        abstract = True


from base.accounts.email_change.models import (  # noqa: E402 - a model of this app
    EmailChange as EmailChange,
)
from base.accounts.record.models import SecurityEvent as SecurityEvent  # noqa: E402 - as above
from base.accounts.sessions import Session as Session  # noqa: E402 - as above
from base.accounts.slowing import SignInAttempt as SignInAttempt  # noqa: E402 - as above
from base.accounts.team.models import Invitation as Invitation  # noqa: E402 - as above
