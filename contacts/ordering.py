"""The orders in which contacts are listed; each has an index made of the same expression.

Filters compare these expressions as well, where they can: the same index then answers both, and
a filter on the column that a list is sorted by becomes a range of its index.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, Lower, NullIf

from contacts.choices import ContactRole, Source, Status

ColumnType = type[str] | type[int] | type[date] | type[datetime]

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
NO_DAY = date(9999, 12, 31)
NO_TEXT = "~"  # behind all letters

# In the order of their German labels, which is not that of their codes.
SOURCES = (
    Source.WALK_IN,
    Source.REFERRAL,
    Source.IMPORT,
    Source.PORTAL,
    Source.OTHER,
    Source.PHONE,
    Source.EVENT,
    Source.WEBSITE,
)
ROLES = (
    ContactRole.DEVELOPER,
    ContactRole.SERVICE,
    ContactRole.OWNER,
    ContactRole.PROSPECT,
    ContactRole.BUYER,
    ContactRole.TENANT,
    ContactRole.REFERRER,
    ContactRole.SELLER,
    ContactRole.MANAGER,
)
# From new to closed: a status is a step, its label only a name.
STATUSES = (Status.NEW, Status.ACTIVE, Status.DORMANT, Status.CLOSED)


def _blank_last(column: str) -> Combinable:
    return Coalesce(NullIf(Lower(column), Value("")), Value(NO_TEXT))


def _ranked(conditions: Sequence[Q]) -> Combinable:
    """The place of the first condition that a row meets; behind all others where it meets none."""
    ranks = [When(condition, then=Value(rank)) for rank, condition in enumerate(conditions)]
    return Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())


def _has_role(role: str) -> Q:
    return Q(roles__contains=[role]) | Q(derived_roles__contains=[role])


PLACE = _blank_last("place_key")
PHONE = _blank_last("primary_phone")
EMAIL = _blank_last("primary_email")
TAGS = _blank_last("tags_key")
RESPONSIBLE = _blank_last("responsible_key")
STATUS = _ranked([Q(status=status) for status in STATUSES])
SOURCE = _ranked([Q(source=source) for source in SOURCES])
ROLE = _ranked([_has_role(role) for role in ROLES])
RATING = Coalesce(F("rating"), Value(0), output_field=IntegerField())
TERMS = Coalesce("terms_confirmed_at", Value(NEVER, DateTimeField()))
ACTIVITY = Coalesce("last_activity_at", Value(NEVER, DateTimeField()))
ID_UNTIL = Coalesce("id_valid_until", Value(NO_DAY, DateField()))
BIRTH = Coalesce("birth_date", Value(NO_DAY, DateField()))

# Not sorted by, but filtered: the day of the year as MMDD, and roles however they came about.
BIRTHDAY = CombinedExpression(
    CombinedExpression(ExtractMonth("birth_date"), "*", Value(100)), "+", ExtractDay("birth_date")
)
ALL_ROLES = Func(
    F("roles"),
    F("derived_roles"),
    function="array_cat",
    output_field=ArrayField(CharField(max_length=20)),
)

# What stands where a contact has no value; such contacts come last in either direction.
UNKNOWN: dict[str, str | int | date | datetime] = {
    **dict.fromkeys(("phone", "email", "place", "company", "responsible", "tags"), NO_TEXT),
    "roles": len(ROLES),
    "source": len(SOURCES),
    "rating": 0,
    "orders": 0,
    "terms": NEVER,
    "activity": NEVER,
    "birth": NO_DAY,
    "id_until": NO_DAY,
}

# Key as in the address: the expression and the type of its values.
ORDERS: dict[str, tuple[Combinable, ColumnType]] = {
    "name": (F("sort_key"), str),
    "phone": (PHONE, str),
    "email": (EMAIL, str),
    "place": (PLACE, str),
    "terms": (TERMS, datetime),
    "orders": (F("open_orders"), int),
    "activity": (ACTIVITY, datetime),
    "created": (F("created_at"), datetime),
    "company": (_blank_last("company_key"), str),
    "kind": (F("kind"), str),
    "roles": (ROLE, int),
    "status": (STATUS, int),
    "source": (SOURCE, int),
    "rating": (RATING, int),
    "responsible": (RESPONSIBLE, str),
    "tags": (TAGS, str),
    "birth": (BIRTH, date),
    "id_until": (ID_UNTIL, date),
}
