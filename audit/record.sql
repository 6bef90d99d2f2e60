-- The functions that write the record and erase for good, as they are now.
--
-- They belong to the one who migrates; `audit.roles` says which of them the application may call. A change here
-- takes effect by a migration with an `audit.installing.InstallRecord` (a test asks for it). Left to the planner a
-- function would look into the schema of temporary tables first: hence the search path of each.

-- Whether the one who is connected owns the record: migrations, the demo, the change of keys.
CREATE OR REPLACE FUNCTION audit_is_told_by_owner() RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT pg_has_role(session_user, c.relowner, 'USAGE')
      FROM pg_catalog.pg_class c WHERE c.oid = 'public.audit_change'::regclass
$$;

-- Who acts, in which action, as the application said it for this transaction.
CREATE OR REPLACE FUNCTION audit_told() RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT COALESCE(NULLIF(current_setting('immonaut.context', true), ''), '{}')::jsonb
$$;

-- Now; the owner may say another time. The clock runs on from the time told, which keeps the
-- changes of one transaction in order.
CREATE OR REPLACE FUNCTION audit_moment(told jsonb) RETURNS timestamptz
LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN told ->> 'at' IS NOT NULL AND audit_is_told_by_owner()
        THEN (told ->> 'at')::timestamptz + (clock_timestamp() - transaction_timestamp())
        ELSE clock_timestamp() END
$$;

-- One change of one row, as the triggers of the models call it (`audit.triggers.history`).
CREATE OR REPLACE FUNCTION audit_record(
    op text, tbl text, subject text, key text,
    old_row jsonb, new_row jsonb, derived text[], secret text[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    whole jsonb := COALESCE(new_row, old_row);
    -- As audit_told does, without a call for each row.
    told jsonb := COALESCE(NULLIF(current_setting('immonaut.context', true), ''), '{}')::jsonb;
    -- A row that lets go of its subject is told to the one that it had.
    about bigint := COALESCE(new_row ->> key, old_row ->> key)::bigint;
    -- A deleted row is kept whole, so that undo can put it back.
    was jsonb := CASE WHEN op = 'DELETE' THEN old_row ELSE old_row - derived END;
    now_is jsonb := new_row - derived;
    name text;
BEGIN
    IF about IS NULL THEN
        RETURN;
    END IF;
    IF op = 'UPDATE' THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(n.key, n.value)
          INTO was, now_is
          FROM jsonb_each(was) o JOIN jsonb_each(now_is) n USING (key)
         WHERE o.value IS DISTINCT FROM n.value;
        IF was IS NULL THEN
            RETURN;
        END IF;
    END IF;
    FOREACH name IN ARRAY secret LOOP
        IF COALESCE(was ->> name, '') <> '' THEN was := was || jsonb_build_object(name, '•••'); END IF;
        IF COALESCE(now_is ->> name, '') <> '' THEN now_is := now_is || jsonb_build_object(name, '•••'); END IF;
    END LOOP;
    INSERT INTO audit_change (
        agency_id, subject_type, subject_id, table_name, row_id, operation, before, after,
        context, action, actor_id, actor, address, request, transaction, at, salt
    ) VALUES (
        (whole ->> 'agency_id')::bigint, subject, about, tbl,
        (whole ->> 'id')::bigint, left(op, 1), was, now_is,
        COALESCE(told ->> 'id', md5('tx' || pg_current_xact_id()::text))::uuid,
        COALESCE(told ->> 'action', ''), (told ->> 'actor_id')::bigint,
        COALESCE(told ->> 'actor', ''), COALESCE(told ->> 'address', ''),
        COALESCE(told ->> 'request', ''), pg_current_xact_id()::text::bigint,
        audit_moment(told), uuid_send(gen_random_uuid())
    );
END $$;

-- One activity, with what it is about: [["contact", 7], …].
CREATE OR REPLACE FUNCTION audit_happened(
    agency bigint, what text, words text, proof jsonb, subjects jsonb,
    OUT id bigint, OUT context uuid, OUT at timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    told jsonb := audit_told();
BEGIN
    INSERT INTO audit_activity AS a (
        agency_id, kind, summary, evidence, context, actor_id, actor, address, at
    ) VALUES (
        agency, what, words, proof, COALESCE((told ->> 'id')::uuid, gen_random_uuid()),
        (told ->> 'actor_id')::bigint, COALESCE(told ->> 'actor', ''),
        COALESCE(told ->> 'address', ''), audit_moment(told)
    ) RETURNING a.id, a.context, a.at INTO id, context, at;
    INSERT INTO audit_activitysubject (activity_id, agency_id, subject_type, subject_id)
    SELECT audit_happened.id, agency, s ->> 0, (s ->> 1)::bigint
      FROM jsonb_array_elements(subjects) s;
END $$;

-- Whether a row goes by audit_erase. The setting alone is not heard: only within the function does a
-- statement run as the owner. Hence not SECURITY DEFINER.
CREATE OR REPLACE FUNCTION audit_is_erasing() RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT COALESCE(current_setting('immonaut.erasing', true), '') = 'on'
       AND pg_has_role(current_user, c.relowner, 'USAGE')
      FROM pg_catalog.pg_class c WHERE c.oid = 'public.audit_change'::regclass
$$;

-- `below` says what hangs on the rows: {table, column, below}; without `below` the key is emptied.
-- It comes from the application, so each step has to be a foreign key to the rows above it.
CREATE OR REPLACE FUNCTION audit_erase_rows(doomed regclass, ids bigint[], below jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    step jsonb;
    child regclass;
    key text;
    found bigint[];
BEGIN
    FOR step IN SELECT * FROM jsonb_array_elements(below) LOOP
        child := (step ->> 'table')::regclass;
        key := step ->> 'column';
        IF NOT EXISTS (
            SELECT FROM pg_constraint c
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.contype = 'f' AND c.conrelid = child AND c.confrelid = doomed
               AND cardinality(c.conkey) = 1 AND a.attname = key
        ) THEN
            RAISE EXCEPTION '%.% is no key to %', child, key, doomed
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF step -> 'below' IS NULL THEN
            EXECUTE format('UPDATE %s SET %I = NULL WHERE %2$I = ANY($1)', child, key) USING ids;
        ELSIF step -> 'below' = '[]' THEN
            EXECUTE format('DELETE FROM %s WHERE %I = ANY($1)', child, key) USING ids;
        ELSE
            EXECUTE format('SELECT array_agg(id) FROM %s WHERE %I = ANY($1)', child, key)
               INTO found USING ids;
            IF found IS NOT NULL THEN
                PERFORM audit_erase_rows(child, found, step -> 'below');
            END IF;
        END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %s WHERE id = ANY($1)', doomed) USING ids;
END $$;

-- The entries stay (who, when, which row of which table); contents and salt go, so that a digest of
-- them taken before tells nothing afterwards.
CREATE OR REPLACE FUNCTION audit_empty(agency bigint, subject text, ids bigint[], cause uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    -- Rows that join two subjects stand on the other's timeline as well.
    joining text[] := ARRAY(
        SELECT c.relname::text FROM pg_trigger t
          JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE p.prosrc LIKE '%audit_record(%' GROUP BY c.relname HAVING count(*) > 1
    );
BEGIN
    UPDATE audit_change twin SET before = NULL, after = NULL, salt = '', erased_by = cause
      FROM audit_change own
     WHERE own.agency_id = agency AND own.subject_type = subject AND own.subject_id = ANY(ids)
       AND own.table_name = ANY(joining) AND twin.context = own.context
       AND twin.table_name = own.table_name AND twin.row_id = own.row_id
       AND twin.erased_by IS NULL;
    UPDATE audit_change SET before = NULL, after = NULL, salt = '', erased_by = cause
     WHERE agency_id = agency AND subject_type = subject AND subject_id = ANY(ids)
       AND erased_by IS NULL;
    UPDATE audit_activity SET summary = '', evidence = '{}', erased_by = cause,
           address = CASE WHEN actor_id IS NULL THEN '' ELSE address END
     WHERE erased_by IS NULL AND id IN (
        SELECT activity_id FROM audit_activitysubject
         WHERE agency_id = agency AND subject_type = subject AND subject_id = ANY(ids));
END $$;

-- Erases one row of a subject that lies in the bin, what hangs on it, and what the record holds of it.
CREATE OR REPLACE FUNCTION audit_erase(subject text, root text, root_id bigint, below jsonb, stories bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    agency bigint;
    still_there bigint;
    cause uuid := COALESCE((audit_told() ->> 'id')::uuid, gen_random_uuid());
BEGIN
    IF NOT EXISTS (
        SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE t.tgrelid = root::regclass AND strpos(p.prosrc, format(
               'audit_record(TG_OP, TG_TABLE_NAME, %L, ''id'',', subject)) > 0
    ) THEN
        RAISE EXCEPTION '% is no table of %', root, subject USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format(
        'SELECT agency_id FROM %s WHERE id = $1 AND deleted_at IS NOT NULL FOR UPDATE', root::regclass
    ) INTO agency USING root_id;
    IF agency IS NULL THEN
        RAISE EXCEPTION '% % is not in the bin', subject, root_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('SELECT count(*) FROM %s WHERE id = ANY($1)', root::regclass)
       INTO still_there USING stories;
    IF still_there > 0 THEN
        RAISE EXCEPTION 'a story of somebody who is there' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('immonaut.erasing', 'on', true);
    PERFORM audit_erase_rows(root::regclass, ARRAY[root_id], below);
    PERFORM set_config('immonaut.erasing', '', true);
    IF stories IS NULL THEN
        -- What happened belongs to somebody who is still there; this row's last contents do not.
        UPDATE audit_change SET before = NULL, after = NULL, salt = '', erased_by = cause
         WHERE agency_id = agency AND subject_type = subject AND subject_id = root_id
           AND transaction = pg_current_xact_id()::text::bigint AND operation = 'D';
    ELSE
        PERFORM audit_empty(agency, subject, root_id || stories, cause);
    END IF;
END $$;
