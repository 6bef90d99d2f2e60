"""Merges one contact into another, in one transaction that can be undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.bin.rules import Rule
from audit.context import Context, joined_action
from audit.services import record_activity
from audit.subjects import refresh_subjects
from base.encryption import EncryptedTextField, stored_token
from base.errors import DomainError
from contacts.deduplication.merging.fields import apply_choices
from contacts.derived.services.refresh import touch_activity
from contacts.models import Contact, ContactMerge
from contacts.references import ReferenceRule, reference_rules

GONE = gettext_lazy("Einer der beiden Kontakte wurde inzwischen gelöscht oder zusammengeführt.")


def merge_contacts(
    *, kept: Contact, gone: Contact, choices: Mapping[str, str] | None = None
) -> ContactMerge:
    """Merges `gone` into `kept`; the former is deleted softly and its address leads to the latter.

    `choices` says by key of `merging.fields` whose value stays ("kept" or "gone").
    Raises DomainError when one of them is not there (any more).
    """
    with transaction.atomic(), joined_action("contacts.merge") as context:
        kept, gone = _locked(kept, gone)
        rules = reference_rules()
        merge = _merge_fields(kept, gone, choices or {}, context)
        for rule in rules:
            _follow(rule, gone, kept)
        gone.deleted_at = timezone.now()
        gone.save(update_fields=["deleted_at", "updated_at"])
        refresh_subjects("contact", [kept.pk, gone.pk])
        _record(kept, gone)
    kept.refresh_from_db()
    return merge


def _locked(kept: Contact, gone: Contact) -> tuple[Contact, Contact]:
    """Both rows, held in the order of their ids, so that two merges cannot block each other."""
    if kept.pk == gone.pk or kept.agency_id != gone.agency_id:
        raise DomainError(_("Bitte wählen Sie zwei verschiedene Kontakte."))
    rows = Contact.objects.present().filter(pk__in=(kept.pk, gone.pk), agency=kept.agency_id)
    found = {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True)}
    if len(found) < 2:
        raise DomainError(str(GONE))
    return found[kept.pk], found[gone.pk]


def _merge_fields(
    kept: Contact, gone: Contact, choices: Mapping[str, str], context: Context
) -> ContactMerge:
    changed = apply_choices(kept, gone, choices)
    secrets = {
        name: [stored_token(old), stored_token(new)]
        for name, (old, new) in changed.items()
        if isinstance(Contact._meta.get_field(name), EncryptedTextField)
    }
    # Before the contact itself changes: an undo goes backwards and needs the row to the end.
    merge = ContactMerge.objects.create(
        agency_id=kept.agency_id,
        kept=kept,
        gone_id=gone.pk,
        gone_name=gone.display_name,
        context=context.id,
        secrets=secrets,
    )
    kept.version += 1
    kept.save(update_fields=[*changed, "version", "updated_at"])
    return merge


def _follow(rule: ReferenceRule, gone: Contact, kept: Contact) -> None:
    if rule.on_merge == Rule.REMOVE:
        rule.rows(gone.pk).delete()
    elif rule.move:
        rule.move(gone, kept)
    else:
        _move(rule, gone, kept)


def _move(rule: ReferenceRule, gone: Contact, kept: Contact) -> None:
    """All rows at once; where some would double what is there, those stay where they are."""
    rows = rule.rows(gone.pk)
    try:
        with transaction.atomic():
            rows.update(**{rule.field: kept.pk})
    except IntegrityError:
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
            _move_one(rule, pk, kept)


def _move_one(rule: ReferenceRule, pk: int, kept: Contact) -> None:
    try:
        with transaction.atomic():
            rule.model._base_manager.filter(pk=pk).update(**{rule.field: kept.pk})
    except IntegrityError:
        return


def _record(kept: Contact, gone: Contact) -> None:
    last = gone.last_activity_at
    if last is not None:
        touch_activity([kept.pk], last)
    record_activity(
        kind="contacts.merged",
        agency_id=kept.agency_id,
        subjects=[("contact", kept.pk), ("contact", gone.pk)],
        summary=_("%(gone)s wurde in %(kept)s zusammengeführt")
        % {"gone": gone.display_name, "kept": kept.display_name},
    )
