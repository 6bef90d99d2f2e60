"""Words by which the last digits of a number find their contact, for those stored before."""

from django.db import migrations

# As `contacts.fields.normalise.phone_words` makes them: the digits of the stored form, backwards.
_WORDS = """
    INSERT INTO contacts_contactword (agency_id, word, sort_key, contact_id)
    SELECT DISTINCT c.agency_id, e.ending, c.sort_key, c.id
    FROM contacts_contact AS c
    JOIN (
        SELECT contact_id AS id, coalesce(nullif(e164, ''), number) AS number FROM contacts_contactphone
        UNION ALL SELECT id, company_phone FROM contacts_contact WHERE company_phone <> ''
    ) AS p USING (id)
    CROSS JOIN LATERAL (
        SELECT '~' || left(reverse(regexp_replace(p.number, '\\D', '', 'g')), 12) AS ending
    ) AS e
    WHERE c.deleted_at IS NULL AND length(e.ending) > 4
"""
_TEXTS = """
    UPDATE contacts_contact AS c SET search_text = c.search_text || w.endings || ' '
    FROM (
        SELECT contact_id, string_agg(word, ' ' ORDER BY word) AS endings
        FROM contacts_contactword WHERE starts_with(word, '~') GROUP BY contact_id
    ) AS w
    WHERE c.id = w.contact_id
"""
_FORGET = "DELETE FROM contacts_contactword WHERE starts_with(word, '~')"


class Migration(migrations.Migration):
    dependencies = [("contacts", "0008_overview_statistics")]
    operations = [migrations.RunSQL(_WORDS, _FORGET), migrations.RunSQL(_TEXTS, "")]
