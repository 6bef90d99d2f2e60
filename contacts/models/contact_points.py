"""Where a contact can be reached: phones, e-mail addresses, postal addresses."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.triggers import history
from base.accounts.models import AgencyOwned
from contacts.choices import PhoneKind, ReachKind
from contacts.models.contact import Contact


class ContactPhone(AgencyOwned):
    """A number as people read it, and in E.164 where it is a real one."""

    told_by: ClassVar = ("number",)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="phones", editable=False)
    kind = models.CharField(_("Art"), max_length=10, choices=PhoneKind, default=PhoneKind.MOBILE)
    number = models.CharField(_("Telefon"), max_length=50)
    e164 = models.CharField(max_length=20, blank=True, editable=False)
    # What people write beside a number: »priv.«, »ab 18h«, »Sohn«.
    note = models.CharField(_("Hinweis"), max_length=100, blank=True)
    is_primary = models.BooleanField(_("Bevorzugt"), default=False)

    class Meta:
        verbose_name = _("Telefonnummer")
        verbose_name_plural = _("Telefonnummern")
        ordering = ["-is_primary", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(is_primary=True), name="contact_one_primary_phone"
            )
        ]
        triggers = [history("contact", key="contact_id", derived=["e164"])]

    def __str__(self) -> str:
        return self.number


class ContactEmail(AgencyOwned):
    """An e-mail address."""

    told_by: ClassVar = ("address",)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="emails", editable=False)
    kind = models.CharField(_("Art"), max_length=10, choices=ReachKind, default=ReachKind.PRIVATE)
    address = models.CharField(_("E-Mail"), max_length=254)
    is_primary = models.BooleanField(_("Bevorzugt"), default=False)

    class Meta:
        verbose_name = _("E-Mail-Adresse")
        verbose_name_plural = _("E-Mail-Adressen")
        ordering = ["-is_primary", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(is_primary=True), name="contact_one_primary_email"
            )
        ]
        triggers = [history("contact", key="contact_id")]

    def __str__(self) -> str:
        return self.address


class ContactAddress(AgencyOwned):
    """A postal address; Austrian ones have staircase, floor and door."""

    told_by: ClassVar = (("street", "house_number/staircase/floor/door"), ("postal_code", "place"))
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="addresses", editable=False)
    kind = models.CharField(_("Art"), max_length=10, choices=ReachKind, default=ReachKind.PRIVATE)
    street = models.CharField(_("Straße"), max_length=200, blank=True)
    house_number = models.CharField(_("Nr."), max_length=20, blank=True)
    staircase = models.CharField(_("Stiege"), max_length=10, blank=True)
    floor = models.CharField(_("Stock"), max_length=10, blank=True)
    door = models.CharField(_("Tür"), max_length=10, blank=True)
    postal_code = models.CharField(_("PLZ"), max_length=12, blank=True)
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    region = models.CharField(_("Bundesland"), max_length=120, blank=True)
    country = models.CharField(_("Land"), max_length=2, default="AT", blank=True)
    extra = models.CharField(_("Zusatz"), max_length=200, blank=True)
    is_primary = models.BooleanField(_("Bevorzugt"), default=False)

    class Meta:
        verbose_name = _("Adresse")
        verbose_name_plural = _("Adressen")
        ordering = ["-is_primary", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(is_primary=True), name="contact_one_primary_address"
            )
        ]
        indexes = [
            # text_pattern_ops: »80« is a range of postal codes whatever the collation is.
            models.Index(
                fields=["agency", "postal_code", "contact"],
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
                name="contact_address_postal_code",
            )
        ]
        triggers = [history("contact", key="contact_id")]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street_line, self.place_line]))

    @property
    def street_line(self) -> str:
        """Street with number and the Austrian way to a door: »Hauptstraße 5/2/3/14«."""
        number = "/".join(filter(None, [self.house_number, self.staircase, self.floor, self.door]))
        return " ".join(filter(None, [self.street, number]))

    @property
    def place_line(self) -> str:
        """Postal code and place."""
        return " ".join(filter(None, [self.postal_code, self.place]))
