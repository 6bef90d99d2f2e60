"""What the application's database role may do: everything, but to the record only add."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from psycopg import sql

APPEND_ONLY_TABLES = (
    "audit_change", "audit_activity", "audit_activitysubject", "accounts_securityevent",
)  # fmt: skip


def grant_application_role(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Grants after each migration (receiver of `post_migrate`).

    Does nothing where the role does not exist or is the one that migrates: a small set-up with
    one role, where the record is protected by nothing but good manners; `check --deploy` says so.
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
        for statement in _statements(role):
            cursor.execute(statement)


def _statements(role: str) -> list[sql.Composed]:
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(map(sql.Identifier, APPEND_ONLY_TABLES))
    everything = sql.SQL("SELECT, INSERT, UPDATE, DELETE")
    return [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("GRANT {} ON ALL TABLES IN SCHEMA public TO {}").format(everything, name),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {} ON TABLES TO {}").format(
            everything, name
        ),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}"
        ).format(name),
        sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(tables, name),
    ]
