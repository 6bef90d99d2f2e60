"""Who owns the record may say when something was (audit.context.Context.at); nobody else may.

The owner can write any entry by hand, so this takes nothing from what the record proves: the
role of the application cannot move a time. The clock runs on from the time told, which keeps the
changes of one transaction in their order.
"""

from django.db import migrations

AUDIT_RECORD = """
CREATE OR REPLACE FUNCTION audit_record(
    op text, tbl text, subject text, key text,
    old_row jsonb, new_row jsonb, derived text[], secret text[]
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    whole jsonb := COALESCE(new_row, old_row);
    told jsonb := COALESCE(NULLIF(current_setting('immonaut.context', true), ''), '{}')::jsonb;
    -- A deleted row is kept whole, so that undo can put it back; an erased one leaves nothing.
    was jsonb := CASE WHEN op = 'DELETE' THEN old_row ELSE old_row - derived END;
    now_is jsonb := new_row - derived;
    name text;
BEGIN
    IF op = 'UPDATE' THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(n.key, n.value)
          INTO was, now_is
          FROM jsonb_each(was) o JOIN jsonb_each(now_is) n USING (key)
         WHERE o.value IS DISTINCT FROM n.value;
        IF was IS NULL THEN
            RETURN;
        END IF;
    END IF;
    IF COALESCE(told ->> 'is_erasing', '') = 'true' THEN
        was := '{}';
        now_is := CASE WHEN now_is IS NULL THEN NULL ELSE '{}'::jsonb END;
    END IF;
    FOREACH name IN ARRAY secret LOOP
        IF COALESCE(was ->> name, '') <> '' THEN was := was || jsonb_build_object(name, '•••'); END IF;
        IF COALESCE(now_is ->> name, '') <> '' THEN now_is := now_is || jsonb_build_object(name, '•••'); END IF;
    END LOOP;
    INSERT INTO audit_change (
        agency_id, subject_type, subject_id, table_name, row_id, operation, before, after,
        context, action, actor_id, actor, address, request, transaction, at, salt
    ) VALUES (
        (whole ->> 'agency_id')::bigint, subject, (whole ->> key)::bigint, tbl,
        (whole ->> 'id')::bigint, left(op, 1), was, now_is,
        COALESCE(told ->> 'id', md5('tx' || pg_current_xact_id()::text))::uuid,
        COALESCE(told ->> 'action', ''), (told ->> 'actor_id')::bigint,
        COALESCE(told ->> 'actor', ''), COALESCE(told ->> 'address', ''),
        COALESCE(told ->> 'request', ''), pg_current_xact_id()::text::bigint,
        CASE WHEN told ->> 'at' IS NOT NULL AND pg_has_role(
                 session_user,
                 (SELECT relowner FROM pg_class WHERE oid = 'audit_change'::regclass), 'USAGE'
             )
             THEN (told ->> 'at')::timestamptz + (clock_timestamp() - transaction_timestamp())
             ELSE clock_timestamp() END,
        uuid_send(gen_random_uuid())
    );
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_erase_without_contents")]
    operations = [migrations.RunSQL(AUDIT_RECORD, migrations.RunSQL.noop)]
