"""Takes properties over from an OpenImmo feed.

The same feed again changes nothing. A known value of the feed replaces ours; what the feed does
not say stays as it is, so that an agent's own additions survive.
"""

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DataError, IntegrityError, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.bin.erasing import expires_at
from audit.services import record_activity
from base.accounts.models import Agency, User
from base.errors import DomainError
from base.files.storing import storing
from base.ui.formats import day
from properties.choices import Status
from properties.imports.attachments import ImportedAttachment, import_attachments
from properties.imports.listing_to_property import Kept, ListingValues, listing_values
from properties.models import Property
from properties.models.property import PropertyQuerySet
from properties.openimmo.listing import Listing
from properties.openimmo.problems import Problem
from properties.record.services.deletion import delete_property, restore_property
from properties.record.services.saving import locked, store

logger = logging.getLogger(__name__)


class Outcome(models.TextChoices):
    """What an import does, or would do, with one listing."""

    CREATED = "created", gettext_lazy("neu")
    UPDATED = "updated", gettext_lazy("aktualisiert")
    DELETED = "deleted", gettext_lazy("gelöscht")
    SKIPPED = "skipped", gettext_lazy("unverändert")
    REJECTED = "rejected", gettext_lazy("abgelehnt")


@dataclass(frozen=True)
class Plan:
    """What importing a listing would do: to which property, with which values."""

    outcome: Outcome
    property: Property | None
    values: Mapping[str, Any]
    kept: Kept
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ImportedProperty:
    """What importing a listing did. `problems` are all the agent should know about it."""

    outcome: Outcome
    property: Property | None
    problems: tuple[Problem, ...] = ()
    attachments: tuple[ImportedAttachment, ...] = ()
    kept: Mapping[str, str | list[str]] | None = None


def plan_listing(*, agency: Agency, listing: Listing, from_bin: bool = False) -> Plan:
    """What importing `listing` would do; changes nothing.

    A property in the bin is known as well. If its feed deleted it, the feed brings it back; if
    somebody did, only who says so (`from_bin`).
    """
    read = listing_values(listing)
    found = _find(agency, listing)
    outcome, remark = _planned(listing, read, found, from_bin)
    remarks = [Problem(code, message) for code, message in remark.items()]
    problems = (*listing.problems, *read.problems, *remarks)
    values = _merged(read, listing, found)
    is_known = found is not None and found.imported_digest == digest(listing)
    if outcome == Outcome.UPDATED and is_known and "restored" not in remark:
        outcome = Outcome.SKIPPED
    return Plan(outcome, found, values, read.kept, problems)


def import_listing(
    *,
    agency: Agency,
    listing: Listing,
    user: User | None,
    source: str = "",
    from_bin: bool = False,
) -> ImportedProperty:
    """Creates, updates or deletes the property that `listing` describes.

    It is found by its object number, or by its OpenImmo id where one of the two has no number.
    Part of the action that runs: a whole feed is one action, which can be undone. `source` is
    the feed's file name, for the record. A listing that cannot be stored is rejected, an
    attachment that cannot is a problem; neither costs the rest. Raises nothing for bad content.
    `from_bin` as in `plan_listing`.
    """
    plan = plan_listing(agency=agency, listing=listing, from_bin=from_bin)
    try:
        with storing():
            return _carried_out(plan, agency, listing, user, source)
    except DomainError as error:
        reason = str(error)
    except (DataError, IntegrityError):
        logger.exception("listing %d of %s cannot be stored", listing.index, source)
        reason = _("Die Immobilie konnte nicht gespeichert werden.")
    failed = Problem("not_stored", reason)
    return ImportedProperty(Outcome.REJECTED, None, (*plan.problems, failed), kept=plan.kept)


def _find(agency: Agency, listing: Listing) -> Property | None:
    """A present one before one in the bin, of those the one deleted last."""
    own = Property.objects.filter(agency=agency)
    present, in_bin = own.present(), own.in_bin()
    return _among(present.order_by("id"), listing) or _among(
        in_bin.order_by("-deleted_at", "id"), listing
    )


def _among(known: PropertyQuerySet, listing: Listing) -> Property | None:
    if listing.object_number:
        found = known.filter(object_number=listing.object_number).first()
        if found or not listing.openimmo_id:
            return found
        # Feeds exist that give the same id to everything: two numbers are two properties.
        return known.filter(openimmo_id=listing.openimmo_id, object_number="").first()
    if listing.openimmo_id:
        return known.filter(openimmo_id=listing.openimmo_id).first()
    return known.filter(imported_digest=digest(listing)).first()


def _planned(
    listing: Listing, read: ListingValues, found: Property | None, from_bin: bool
) -> tuple[Outcome, dict[str, str]]:
    is_binned = found is not None and found.deleted_at is not None
    if listing.action == "delete":
        if found and not is_binned:
            return Outcome.DELETED, {}
        return Outcome.SKIPPED, {"nothing_to_delete": _("Zum Löschen ist hier nichts vorhanden.")}
    if found and is_binned:
        return _planned_from_bin(found, from_bin)
    if found:
        return Outcome.UPDATED, {}
    if _says_nothing(listing, read):
        return Outcome.REJECTED, {"empty_listing": _("Die Immobilie enthält keine Angaben.")}
    return Outcome.CREATED, {}


def _planned_from_bin(found: Property, from_bin: bool) -> tuple[Outcome, dict[str, str]]:
    """Like its pictures: what somebody deleted, a feed does not bring back each time."""
    if found.deleted_by_feed or from_bin:
        return Outcome.UPDATED, {"restored": _("Kommt mit allem aus dem Papierkorb zurück.")}
    words = {"name": found, "day": day(expires_at(found))}
    message = _("„%(name)s“ liegt bis %(day)s im Papierkorb: Jemand hat die Immobilie gelöscht.")
    return Outcome.SKIPPED, {"in_bin": message % words}


def _says_nothing(listing: Listing, read: ListingValues) -> bool:
    flags = listing.features | listing.features_absent
    return not (read.values.keys() - {"currency"} or read.kept or flags or listing.attachments)


def _merged(read: ListingValues, listing: Listing, found: Property | None) -> dict[str, Any]:
    values = {"kept": read.kept, **read.values}
    before = found or Property()
    there, gone = set(before.features), set(before.absent_features)
    values["features"] = (there - listing.features_absent) | listing.features
    values["absent_features"] = (gone - listing.features) | listing.features_absent
    if found is None:
        values.setdefault("status", Status.ACTIVE if read.is_telling else Status.DRAFT)
    return values


def _carried_out(
    plan: Plan, agency: Agency, listing: Listing, user: User | None, source: str
) -> ImportedProperty:
    if plan.outcome == Outcome.DELETED and plan.property:
        delete_property(property=plan.property, by_feed=True)
    if plan.outcome not in (Outcome.CREATED, Outcome.UPDATED):
        return ImportedProperty(plan.outcome, plan.property, plan.problems, kept=plan.kept)
    record, changed = _stored(plan, agency, listing, user)
    attachments = import_attachments(property=record, attachments=listing.attachments, user=user)
    record_digest(record, listing)
    changed = changed or any(attachment.is_new for attachment in attachments)
    outcome = plan.outcome if changed else Outcome.SKIPPED
    if changed:
        _note(record, outcome, listing, source)
    rejected = tuple(part.problem for part in attachments if part.problem)
    return ImportedProperty(outcome, record, (*plan.problems, *rejected), attachments, plan.kept)


def _stored(
    plan: Plan, agency: Agency, listing: Listing, user: User | None
) -> tuple[Property, bool]:
    if plan.property is None:
        responsible = _responsible(agency, listing) or user
        new = Property(agency=agency, responsible=responsible)
        return store(new, plan.values), True
    is_back = plan.property.deleted_at is not None
    if is_back:
        restore_property(property=plan.property)
    current = locked(plan.property)
    version = current.version
    saved = store(current, plan.values)
    return saved, is_back or saved.version != version


def _responsible(agency: Agency, listing: Listing) -> User | None:
    """The colleague whom the feed names as the one to ask."""
    email = listing.contact_person.email.strip().lower() if listing.contact_person else ""
    return User.objects.filter(agency=agency, email=email, is_active=True).first()


def record_digest(record: Property, listing: Listing) -> None:
    """Remembers the listing, so that the same one again is recognised at once."""
    record.imported_digest = digest(listing)
    Property.objects.filter(pk=record.pk).update(imported_digest=record.imported_digest)


def _note(record: Property, outcome: Outcome, listing: Listing, source: str) -> None:
    record_activity(
        kind="properties.imported",
        agency_id=record.agency_id,
        subjects=[("property", record.pk)],
        summary=_("Aus OpenImmo übernommen: %(title)s") % {"title": record},
        evidence={"file": source, "index": listing.index, "outcome": outcome.value},
    )


def digest(listing: Listing) -> str:
    """What a listing says, in 64 characters: wherever in the file, whatever was wrong with it."""
    content = asdict(replace(listing, index=0, problems=()))
    text = json.dumps(content, default=_plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return str(value) if isinstance(value, Decimal | date) else ""
