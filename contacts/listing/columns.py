"""The columns that the overview can show and export; each sorts by the order of the same key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.accounts.models import User
from base.labels import Label
from base.ui.formats import day, relative_day
from contacts.choices import ContactKind, ContactRole, Source, Status
from contacts.models import Contact
from contacts.models.contact import NAMED_BY
from contacts.ordering import ROLES


@dataclass(frozen=True)
class Words:
    """The words of coded values in the language of the person, looked up once for all rows."""

    agency_id: int

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Labels of roles, in the order in which lists sort them."""
        labels = dict(ContactRole.choices)
        return {role: str(labels[role]) for role in ROLES}

    @cached_property
    def statuses(self) -> Mapping[str, str]:
        """Labels of statuses."""
        return {code: str(label) for code, label in Status.choices}

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """Labels of sources."""
        return {code: str(label) for code, label in Source.choices}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Labels of kinds."""
        return {code: str(label) for code, label in ContactKind.choices}

    @cached_property
    def people(self) -> Mapping[int | None, str]:
        """Names of the agency's people by id; one query."""
        return {one.pk: str(one) for one in User.objects.filter(agency_id=self.agency_id)}

    @cached_property
    def confirmed(self) -> str:
        """The word for confirmed terms."""
        return _("bestätigt")

    @cached_property
    def missing(self) -> str:
        """The word for terms that are not confirmed."""
        return _("nicht bestätigt")


Text = Callable[[Contact, Words], str]
Plain = str | int | date | None
Value = Callable[[Contact, Words], Plain]


@dataclass(frozen=True)
class Column:
    """One column: its fields in the database, its text in lists, its value in exports.

    Without a `value` of its own a column is exported as it is shown.
    """

    key: str
    label: Label
    fields: tuple[str, ...]
    text: Text
    css: str = ""
    value: Value | None = None

    def exported(self, contact: Contact, words: Words) -> Plain:
        """The value as other programs can calculate with it."""
        return self.value(contact, words) if self.value else self.text(contact, words)


def _day_of(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def roles_text(contact: Contact, words: Words) -> str:
    """Roles set by hand and derived ones alike."""
    own = {*contact.roles, *contact.derived_roles}
    return ", ".join([label for role, label in words.roles.items() if role in own])


_ALL = (
    Column("name", gettext_lazy("Name"), NAMED_BY, lambda c, w: c.display_name),
    Column("company", gettext_lazy("Firma"), ("company_name",), lambda c, w: c.company_name),
    Column("kind", gettext_lazy("Art"), ("kind",), lambda c, w: w.kinds.get(c.kind, c.kind)),
    Column("roles", gettext_lazy("Rollen"), ("roles", "derived_roles"), roles_text),
    Column(
        "status",
        gettext_lazy("Status"),
        ("status",),
        lambda c, w: w.statuses.get(c.status, c.status),
    ),
    Column(
        "phone",
        gettext_lazy("Telefon"),
        ("primary_phone",),
        lambda c, w: c.primary_phone,
        "num-left",
    ),
    Column(
        "email",
        gettext_lazy("E-Mail"),
        ("primary_email",),
        lambda c, w: c.primary_email,
        "cell-email",
    ),
    Column("place", gettext_lazy("Ort"), ("primary_place",), lambda c, w: c.primary_place),
    Column(
        "terms",
        gettext_lazy("AGB / Provision"),
        ("terms_confirmed_at",),
        lambda c, w: w.confirmed if c.terms_confirmed_at else w.missing,
    ),
    Column(
        "orders",
        gettext_lazy("Suchaufträge"),
        ("open_orders",),
        lambda c, w: str(c.open_orders or "–"),
        value=lambda c, w: c.open_orders,
    ),
    Column(
        "activity",
        gettext_lazy("Zuletzt"),
        ("last_activity_at",),
        lambda c, w: relative_day(c.last_activity_at) or "–",
        value=lambda c, w: _day_of(c.last_activity_at),
    ),
    Column(
        "responsible",
        gettext_lazy("Zuständig"),
        ("responsible_id",),
        lambda c, w: w.people.get(c.responsible_id, ""),
        "nowrap",
    ),
    Column(
        "source",
        gettext_lazy("Herkunft"),
        ("source",),
        lambda c, w: w.sources.get(c.source, c.source),
    ),
    Column(
        "rating",
        gettext_lazy("Bewertung"),
        ("rating",),
        lambda c, w: "★" * (c.rating or 0),
        value=lambda c, w: c.rating,
    ),
    Column("tags", gettext_lazy("Schlagwörter"), ("tags",), lambda c, w: ", ".join(c.tags)),
    Column(
        "birth",
        gettext_lazy("Geburtsdatum"),
        ("birth_date",),
        lambda c, w: day(c.birth_date),
        "num-left",
        lambda c, w: c.birth_date,
    ),
    Column(
        "id_until",
        gettext_lazy("Ausweis gültig bis"),
        ("id_valid_until",),
        lambda c, w: day(c.id_valid_until),
        "num-left",
        lambda c, w: c.id_valid_until,
    ),
    Column(
        "created",
        gettext_lazy("Angelegt"),
        ("created_at",),
        lambda c, w: day(c.created_at),
        "num-left",
        lambda c, w: _day_of(c.created_at),
    ),
)
COLUMNS: dict[str, Column] = {column.key: column for column in _ALL}
DEFAULT_COLUMNS = ("name", "phone", "email", "place", "terms", "orders", "activity")


def read_columns(keys: Iterable[str]) -> tuple[str, ...]:
    """The known ones among `keys`, each once, the name first; none at all where none is known."""
    known = [key for key in dict.fromkeys(keys) if key in COLUMNS]
    return ("name", *(key for key in known if key != "name")) if known else ()
