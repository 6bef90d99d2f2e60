"""The table of Django's database cache (settings.CACHES): rate limits hold without a broker."""

from django.db import migrations

CREATE = """
CREATE TABLE immonaut_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX immonaut_cache_expires ON immonaut_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE immonaut_cache")]
