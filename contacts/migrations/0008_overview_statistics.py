"""Lets the planner know how often each value of an order occurs.

It collects that for expressions of indexes, but does not use it where the index is a partial one.
"""

from django.db import migrations

_CREATE = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.relname AS name, pg_get_indexdef(i.indexrelid, 2, true) AS expression
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = 'contacts_contact'::regclass AND c.relname LIKE 'contact\\_by\\_%'
          AND i.indkey[1] = 0
    LOOP
        EXECUTE format(
            'CREATE STATISTICS IF NOT EXISTS %I ON (%s) FROM contacts_contact',
            found.name || '_values', found.expression
        );
    END LOOP;
END $$
"""
_DROP = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT stxname FROM pg_statistic_ext WHERE stxrelid = 'contacts_contact'::regclass
    LOOP
        EXECUTE format('DROP STATISTICS IF EXISTS %I', found.stxname);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0007_fill_overview_orders")]
    operations = [migrations.RunSQL(_CREATE, _DROP)]
