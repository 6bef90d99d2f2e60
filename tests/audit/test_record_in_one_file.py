"""The functions of the record are what the file says, in every database."""

import re

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from audit.installing import RECORD, InstallRecord, digest_of_record
from audit.roles import OPEN_FUNCTIONS

_ALL = """
SELECT p.proname, p.oid::regprocedure::text, p.prosrc, p.proconfig
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'audit\\_%'
"""


@pytest.fixture
def functions(db):
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        return cursor.fetchall()


def test_the_last_migration_that_installs_the_file_knows_it():
    """Whoever changes the file writes a migration: `InstallRecord("<the digest below>")`."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    own = [migration for (app, _name), migration in sorted(disk.items()) if app == "audit"]
    digests = [
        operation.digest
        for migration in own
        for operation in migration.operations
        if isinstance(operation, InstallRecord)
    ]
    assert digests[-1] == digest_of_record()


def test_the_database_has_what_the_file_says_and_nothing_else(functions):
    text = RECORD.read_text()
    told = re.findall(r"^CREATE OR REPLACE FUNCTION (\w+)\(", text, re.MULTILINE)
    assert sorted(told) == sorted(name for name, *_rest in functions)
    assert [name for name, _signature, body, _config in functions if body not in text] == []
    paths = {tuple(config or ()) for *_rest, config in functions}
    assert paths == {("search_path=public, pg_temp",)}


def test_what_the_application_may_call_is_there(functions):
    there = {signature.replace(",", ", ") for _name, signature, *_rest in functions}
    assert set(OPEN_FUNCTIONS) <= there
