"""What the usual advice for fuzzy search would add: the comparison for duplicate detection."""

import psycopg

# Narrow, and apart from the product's tables: kind to pg_trgm, and no cost to the product's writes.
_STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TABLE bench_trigram (contact_id bigint PRIMARY KEY, text text NOT NULL)",
    """
    INSERT INTO bench_trigram
    SELECT id, lower(concat_ws(' ', given_name, family_name, company_name, primary_place))
    FROM contacts_contact
    """,
    "CREATE INDEX bench_trigram_gin ON bench_trigram USING gin (text gin_trgm_ops)",
    "GRANT SELECT ON bench_trigram TO PUBLIC",
    "VACUUM ANALYZE bench_trigram",
)
# As usually advised: more similar than pg_trgm's default of 0.3, the best first.
SIMILAR = """
    SELECT contact_id, similarity(text, %s) FROM bench_trigram
    WHERE text %% %s ORDER BY 2 DESC LIMIT 100
"""


def add_trigrams(url: str) -> None:
    """Adds name and place of every contact with a GIN index of trigrams."""
    with psycopg.connect(url, autocommit=True) as owner:
        for statement in _STATEMENTS:
            owner.execute(statement)
