"""One person or company that an agency deals with."""

from __future__ import annotations

from typing import ClassVar

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned, AgencyQuerySet
from base.encryption import EncryptedTextField
from contacts.choices import (
    Acting,
    ContactKind,
    ContactRole,
    IdentityDocument,
    PoliticalExposure,
    Salutation,
    Source,
    Status,
)
from contacts.ordering import ALL_ROLES, BIRTHDAY, ORDERS


class ContactQuerySet(AgencyQuerySet["Contact"]):
    """Contacts in the words of the office."""

    def present(self) -> ContactQuerySet:
        """Contacts that nobody has deleted."""
        return self.filter(deleted_at__isnull=True)

    def listed(self) -> ContactQuerySet:
        """Present contacts as overviews list them: a couple as one, not its members."""
        return self.present().filter(is_in_couple=False)

    def in_bin(self) -> ContactQuerySet:
        """Deleted contacts that can still be brought back; undoing a merge is another way."""
        merges = apps.get_model("contacts", "ContactMerge")._default_manager
        return self.filter(deleted_at__isnull=False).exclude(pk__in=merges.values("gone_id"))


# The columns that `display_name` is made of.
NAMED_BY = (
    "kind",
    "salutation",
    "title_before",
    "given_name",
    "family_name",
    "title_after",
    "company_name",
)

# Columns computed from others: the record shows their sources instead.
DERIVED = (
    "sort_key",
    "place_key",
    "search_text",
    "primary_phone",
    "primary_email",
    "primary_place",
    "initials",
    "version",
    "updated_at",
    "last_activity_at",
    "open_orders",
    "terms_confirmed_at",
    "derived_roles",
    "is_in_couple",
    "company_key",
    "responsible_key",
    "tags_key",
)


def _family(name: str) -> str:
    """»Familie Karl und Eva Gößler«."""
    return gettext("Familie %(name)s") % {"name": name}


PRESENT = Q(deleted_at=None)


class Contact(AgencyOwned):
    """A customer, owner, manager, company …; deleting is soft."""

    kind = models.CharField(
        _("Art"), max_length=10, choices=ContactKind, default=ContactKind.PERSON
    )
    salutation = models.CharField(_("Anrede"), max_length=10, choices=Salutation, blank=True)
    title_before = models.CharField(_("Titel vorangestellt"), max_length=60, blank=True)
    title_after = models.CharField(_("Titel nachgestellt"), max_length=60, blank=True)
    given_name = models.CharField(_("Vorname"), max_length=120, blank=True)
    family_name = models.CharField(_("Nachname"), max_length=120, blank=True)
    birth_name = models.CharField(_("Geburtsname"), max_length=120, blank=True)
    birth_date = models.DateField(_("Geburtsdatum"), null=True, blank=True)
    # What was given where no calendar knows the day (31.02.1956): it still identifies people.
    birth_date_text = models.CharField(_("Geburtsdatum, wie angegeben"), max_length=40, blank=True)
    birth_place = models.CharField(_("Geburtsort"), max_length=120, blank=True)
    nationality = models.CharField(_("Staatsangehörigkeit"), max_length=2, blank=True)
    language = models.CharField(_("Sprache"), max_length=2, default="de", blank=True)
    website = models.CharField(_("Website"), max_length=300, blank=True)
    roles = ArrayField(
        models.CharField(max_length=20, choices=ContactRole),
        verbose_name=_("Rollen"),
        default=list,
        blank=True,
    )
    tags = ArrayField(
        models.CharField(max_length=60), verbose_name=_("Schlagwörter"), default=list, blank=True
    )
    source = models.CharField(_("Herkunft"), max_length=20, choices=Source, blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=Status, default=Status.NEW)
    rating = models.PositiveSmallIntegerField(_("Bewertung"), null=True, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Zuständig"),
        related_name="+",
    )
    is_business = models.BooleanField(_("Unternehmer"), default=False)
    do_not_contact = models.BooleanField(_("Nicht kontaktieren"), default=False)
    photo = models.ForeignKey(
        "files.StoredFile",
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Foto"),
        related_name="+",
    )

    company_name = models.CharField(_("Firmenname"), max_length=200, blank=True)
    legal_form = models.CharField(_("Rechtsform"), max_length=60, blank=True)
    position = models.CharField(_("Position"), max_length=120, blank=True)
    vat_id = models.CharField(_("UID / USt-IdNr."), max_length=20, blank=True)
    tax_number = models.CharField(_("Steuernummer"), max_length=30, blank=True)
    register_number = models.CharField(
        _("Firmenbuch- / Handelsregisternummer"), max_length=30, blank=True
    )
    register_court = models.CharField(_("Registergericht"), max_length=120, blank=True)
    register_extract_on = models.DateField(_("Registerauszug vom"), null=True, blank=True)
    company_phone = models.CharField(_("Telefon (Firma)"), max_length=50, blank=True)
    company_email = models.CharField(_("E-Mail (Firma)"), max_length=254, blank=True)
    company_website = models.CharField(_("Website (Firma)"), max_length=300, blank=True)

    account_holder = models.CharField(_("Kontoinhaber"), max_length=140, blank=True)
    iban = EncryptedTextField(_("IBAN"), blank=True, default="")
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    bank_name = models.CharField(_("Bank"), max_length=140, blank=True)
    id_kind = models.CharField(
        _("Ausweis-Art"), max_length=24, choices=IdentityDocument, blank=True
    )
    id_number = EncryptedTextField(_("Ausweisnummer"), blank=True, default="")
    id_authority = models.CharField(_("Ausstellende Behörde"), max_length=140, blank=True)
    id_issued_on = models.DateField(_("Ausgestellt am"), null=True, blank=True)
    id_valid_until = models.DateField(_("Gültig bis"), null=True, blank=True)
    # Identification (GewO §§ 365m–z, GwG §§ 10–15); copies of the ID are files.
    id_checked_on = models.DateField(_("Geprüft am"), null=True, blank=True)
    id_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("Geprüft von"),
        related_name="+",
    )
    pep = models.CharField(
        _("Politisch exponierte Person"), max_length=10, choices=PoliticalExposure, blank=True
    )
    acting = models.CharField(_("Handelt"), max_length=10, choices=Acting, blank=True)
    acting_for = models.CharField(_("Für wen"), max_length=300, blank=True)
    delete_on = models.DateField(_("Zu löschen am"), null=True, blank=True)
    remarks = models.TextField(_("Bemerkungen"), blank=True)

    external_id = models.CharField(_("Fremdschlüssel"), max_length=200, blank=True)
    deleted_at = models.DateTimeField(_("Gelöscht am"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("Angelegt am"), auto_now_add=True)
    updated_at = models.DateTimeField(_("Geändert am"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    # Written by contacts.services.refresh_derived: what lists sort by, show and search.
    sort_key = models.CharField(max_length=300, default="", editable=False)
    place_key = models.CharField(max_length=140, default="", editable=False)
    company_key = models.CharField(max_length=140, default="", editable=False)
    responsible_key = models.CharField(max_length=140, default="", editable=False)
    tags_key = models.CharField(max_length=140, default="", editable=False)
    primary_phone = models.CharField(_("Telefon"), max_length=50, default="", editable=False)
    primary_email = models.CharField(_("E-Mail"), max_length=254, default="", editable=False)
    primary_place = models.CharField(_("Ort"), max_length=140, default="", editable=False)
    initials = models.CharField(max_length=4, default="", editable=False)
    search_text = models.TextField(default="", editable=False)
    # Roles that a relation, an ownership or an order gives; those in `roles` are set by hand.
    derived_roles = ArrayField(
        models.CharField(max_length=20, choices=ContactRole),
        verbose_name=_("Rollen aus Beziehungen"),
        default=list,
        editable=False,
    )
    # One of two who are a contact of their own together, and shown as that one.
    is_in_couple = models.BooleanField(default=False, editable=False)
    # Written by the services of upper apps.
    terms_confirmed_at = models.DateTimeField(
        _("AGB / Provision bestätigt am"), null=True, editable=False
    )
    open_orders = models.PositiveIntegerField(_("Offene Suchaufträge"), default=0, editable=False)
    last_activity_at = models.DateTimeField(_("Zuletzt"), null=True, editable=False)

    objects: ClassVar[ContactQuerySet] = ContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_name="", family_name="", company_name=""),
                name="contact_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values), name="contact_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="contact_rating_1_to_5",
            ),
        ]
        indexes = [
            models.Index(
                "agency",
                order,
                *(["sort_key"] if name != "name" else []),
                "id",
                name=f"contact_by_{name}",
                condition=PRESENT,
            )
            for name, (order, _kind) in ORDERS.items()
        ] + [
            models.Index(
                fields=["agency", "external_id"],
                name="contact_by_external_id",
                condition=~Q(external_id=""),
            ),
            models.Index(
                "agency",
                BIRTHDAY,
                name="contact_by_birthday",
                condition=PRESENT & Q(birth_date__isnull=False),
            ),
            models.Index(
                fields=["agency", "id"],
                name="contact_blocked",
                condition=PRESENT & Q(do_not_contact=True),
            ),
            GinIndex(ALL_ROLES, name="contact_all_roles", fastupdate=False),
            GinIndex(fields=["tags"], name="contact_tags", fastupdate=False),
            models.Index(
                fields=["deleted_at"], name="contact_bin", condition=Q(deleted_at__isnull=False)
            ),
            models.Index(
                fields=["agency", "id_valid_until"],
                name="contact_by_id_end",
                condition=PRESENT & Q(id_valid_until__isnull=False),
            ),
            models.Index(
                fields=["agency", "delete_on"],
                name="contact_by_delete_on",
                condition=PRESENT & Q(delete_on__isnull=False),
            ),
        ]
        triggers = [history("contact", derived=DERIVED, secret=("iban", "id_number"))]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return reverse("contacts:detail", args=[self.pk])

    @property
    def display_name(self) -> str:
        """The name as people write it: titles around it, or the company's name."""
        if self.kind == ContactKind.COMPANY and self.company_name:
            return self.company_name
        name = " ".join(filter(None, [self.title_before, self.given_name, self.family_name]))
        name = ", ".join(filter(None, [name, self.title_after]))
        if name and self.kind == ContactKind.COUPLE and self.salutation == Salutation.FAMILY:
            return _family(name)
        return name or self.company_name

    @property
    def has_confirmed_terms(self) -> bool:
        """Whether AGB and Provision are confirmed."""
        return self.terms_confirmed_at is not None
