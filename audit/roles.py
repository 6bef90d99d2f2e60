"""What the application's database role may do: work on everything, read the record, add evidence.

Granted after each migration. With a role of its own the application can neither write the record
except through the functions that the record's owner keeps, nor change or remove evidence, nor
silence a trigger; and it can make no temporary table where the database belongs to the role that
migrates. What it can say is who acts.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

RECORD_TABLES = ("audit_change", "audit_activity", "audit_activitysubject")
# What the application may call; all other functions of the record are for its owner.
OPEN_FUNCTIONS = (
    "audit_happened(bigint, text, text, jsonb, jsonb)",
    "audit_erase(text, text, bigint, jsonb, bigint[])",
    "audit_is_erasing()",
    "audit_is_told_by_owner()",
)
_EVERYTHING = sql.SQL("SELECT, INSERT, UPDATE, DELETE")
# The triggers' library lets anybody switch a trigger off by a setting; here only the owner.
_IGNORED = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN COALESCE(current_setting('pgtrigger.ignore', true), '') = '' THEN false
        ELSE audit_is_told_by_owner()
             AND trigger_name = ANY(current_setting('pgtrigger.ignore')::text[]) END
$$
"""
_FUNCTIONS = """
SELECT p.oid::regprocedure::text, p.prosrc LIKE '%audit_record(%'
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE {}
"""


def evidence_tables() -> list[str]:
    """Tables of models that say `is_evidence = True`: rows are added, never changed or removed."""
    return [
        model._meta.db_table for model in apps.get_models() if getattr(model, "is_evidence", False)
    ]


def grant_application_role(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Grants after each migration (receiver of `post_migrate`).

    Does nothing where the role does not exist or is the one that migrates: a small set-up with
    one role, where the record is protected by nothing but good manners.
    """
    if sender.name != "audit":
        return
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role]
        )
        if cursor.fetchone() is None:
            return
        for statement in (*_grants(role), *_database(cursor), *_functions(cursor, role)):
            cursor.execute(statement)


def _grants(role: str) -> list[sql.Composed]:
    name = sql.Identifier(role)
    record, evidence = (
        sql.SQL(", ").join(map(sql.Identifier, tables))
        for tables in (RECORD_TABLES, [*RECORD_TABLES, *evidence_tables()])
    )
    return [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(_EVERYTHING, name),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} ON TABLES TO {}").format(
            _EVERYTHING, name
        ),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}"
        ).format(name),
        sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(evidence, name),
        sql.SQL("REVOKE INSERT ON {} FROM {}").format(record, name),
    ]


def _database(cursor: CursorWrapper) -> Iterator[sql.Composed]:
    """Nothing of its own in the way: unless told otherwise a temporary table hides the real one."""
    cursor.execute(
        "SELECT current_database() FROM pg_database"
        " WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')"
    )
    for (database,) in cursor.fetchall():
        yield sql.SQL("REVOKE TEMPORARY, CREATE ON DATABASE {} FROM PUBLIC, {}").format(
            sql.Identifier(database), sql.Identifier(settings.DATABASE_APP_ROLE)
        )
        yield sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(
            sql.Identifier(settings.DATABASE_APP_ROLE)
        )


def _functions(cursor: CursorWrapper, role: str) -> Iterator[sql.Composed]:
    yield sql.SQL(_IGNORED).format()
    for pattern in ("pgtrigger\\_%", "audit\\_%"):
        cursor.execute(sql.SQL(_FUNCTIONS).format(sql.Literal(pattern)).as_string())
        for signature, is_history in cursor.fetchall():
            function = sql.SQL(signature)
            yield sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC, {}").format(
                function, sql.Identifier(role)
            )
            if pattern.startswith("pgtrigger"):
                yield _fixed(function, is_history)
    for signature in OPEN_FUNCTIONS:
        yield sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(
            sql.SQL(signature), sql.Identifier(role)
        )


def _fixed(function: sql.SQL, is_history: bool) -> sql.Composed:
    """Triggers look nowhere else for what they call; those of the record run as its owner."""
    rights = sql.SQL("DEFINER" if is_history else "INVOKER")
    return sql.SQL("ALTER FUNCTION {} SECURITY {} SET search_path = public, pg_temp").format(
        function, rights
    )
