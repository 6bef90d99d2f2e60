"""Brings every encrypted column under the newest of the keys in settings.FIELD_KEYS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pgtrigger
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from base.encryption import EncryptedTextField, reencrypt
from base.jobs.models import ImportSource
from base.once.models import Claim, KeptInput
from contacts.models import ContactMerge

CHUNK = 500
# What base.accounts.second_factor encrypts within `Authenticator.data`.
SECRETS_OF_SECOND_FACTORS = {"secret", "seed", "migrated_codes"}


@dataclass(frozen=True)
class Column:
    """One encrypted column."""

    model: type[Model]
    name: str

    def __str__(self) -> str:
        return f"{self.model._meta.db_table}.{self.name}"


def encrypted_columns() -> Iterator[Column]:
    """Every encrypted column of every model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield Column(model, field.attname)


def rotate(column: Column) -> int:
    """Encrypts every value of `column` anew and returns how many; safe to repeat and to stop.

    Rows go in chunks, each in a transaction that holds them, so that nothing that people save
    meanwhile is lost. The values stay what they are, so history records nothing. Raises
    InvalidToken, and changes nothing of the chunk, when no key fits a value.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            rows = _read(column, last)
            _write(column, rows)
        if not rows:
            return done
        done, last = done + len(rows), rows[-1][0]


def rotate_merges() -> int:
    """The same for the numbers that merges keep for their undo; returns how many merges."""
    done = 0
    for merge in ContactMerge.objects.exclude(secrets={}).order_by("pk").iterator(CHUNK):
        kept = {
            name: [reencrypt(token) if token else "" for token in tokens]
            for name, tokens in merge.secrets.items()
        }
        with pgtrigger.ignore(*_triggers(ContactMerge)):
            ContactMerge.objects.filter(pk=merge.pk).update(secrets=kept)
        done += 1
    return done


def rotate_kept() -> Iterator[tuple[str, int]]:
    """The same for what is kept of forms: where an answer led, what waits for a sign-in."""
    for model, name in ((Claim, "outcome"), (KeptInput, "contents")):
        done = 0
        for pk in model.objects.exclude(**{name: ""}).values_list("pk", flat=True).iterator(CHUNK):
            with transaction.atomic():
                found = model.objects.select_for_update().filter(pk=pk).first()
                if found and (token := getattr(found, name)):
                    model.objects.filter(pk=pk).update(**{name: reencrypt(token)})
                    done += 1
        yield f"{model._meta.db_table}.{name}", done


def rotate_files() -> int:
    """The same for files of imports that wait for somebody; returns how many."""
    done = 0
    for source in ImportSource.objects.exclude(content="").order_by("pk").iterator(CHUNK):
        with transaction.atomic():
            held = ImportSource.objects.select_for_update().filter(pk=source.pk).first()
            if held and held.content:
                held.encrypt_anew()
                done += 1
    return done


def rotate_second_factors() -> int:
    """The same for the secrets that allauth keeps for the second factor; returns how many people's
    apps and sets of codes. Row by row, so that a code used meanwhile stays used."""
    done = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
        with transaction.atomic():
            found = Authenticator.objects.select_for_update().filter(pk=pk).first()
            secrets = set(found.data) & SECRETS_OF_SECOND_FACTORS if found else set()
            for name in secrets:
                found.data[name] = _reencrypted(found.data[name])
            if secrets:
                found.save(update_fields=["data"])
                done += 1
    return done


def _reencrypted(kept: str | list[str]) -> str | list[str]:
    return [reencrypt(one) for one in kept] if isinstance(kept, list) else reencrypt(kept)


def _triggers(model: type[Model]) -> list[str]:
    """The triggers of a model: the values stay what they are, so history has nothing to record."""
    own = getattr(model._meta, "triggers", ())
    return [f"{model._meta.label}:{trigger.name}" for trigger in own]


def _read(column: Column, last: int) -> list[tuple[int, str]]:
    statement = sql.SQL(
        "SELECT id, {name} FROM {table} WHERE id > %s AND {name} <> ''"
        " ORDER BY id LIMIT %s FOR NO KEY UPDATE"
    )
    with connection.cursor() as cursor:
        cursor.execute(_filled(statement, column), [last, CHUNK])
        return [(int(pk), str(token)) for pk, token in cursor.fetchall()]


def _write(column: Column, rows: list[tuple[int, str]]) -> None:
    statement = sql.SQL(
        "UPDATE {table} AS t SET {name} = v.token"
        " FROM unnest(%s::bigint[], %s::text[]) AS v(id, token) WHERE t.id = v.id"
    )
    ids, tokens = [pk for pk, _ in rows], [reencrypt(token) for _, token in rows]
    with pgtrigger.ignore(*_triggers(column.model)), connection.cursor() as cursor:
        cursor.execute(_filled(statement, column), [ids, tokens])


def _filled(statement: sql.SQL, column: Column) -> str:
    table = sql.Identifier(column.model._meta.db_table)
    return statement.format(table=table, name=sql.Identifier(column.name)).as_string()
