-- Instants cross the border as whole microseconds: double precision would round them. STABLE, since what they are made
-- of is: PostgreSQL writes such a function's body into the query, and calls one that claims IMMUTABLE for every value.
CREATE FUNCTION micros(at timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE STRICT
  AS $$ SELECT (extract(epoch FROM at) * 1000000)::bigint $$;
--> statement-breakpoint
CREATE FUNCTION instant(micros bigint) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE STRICT
  AS $$ SELECT 'epoch'::timestamptz + (micros / 1000000) * interval '1 second' + (micros % 1000000) * interval '1 microsecond' $$;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'facts are only added: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- ENABLE ALWAYS: an ordinary trigger is silenced by session_replication_role = replica.
DO $$
DECLARE fact text;
BEGIN
  FOREACH fact IN ARRAY ARRAY['entry','lifecycle_event','claim','observation','attestation','exception','hold',
    'case_transition','assignment','verdict_change','command_receipt'] LOOP
    EXECUTE format('CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', fact);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', fact);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_added', fact);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_emptied', fact);
  END LOOP;
END $$;
--> statement-breakpoint
-- Row scope, the second lock behind the use case. Nothing set means nothing seen.
CREATE FUNCTION scope_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT current_setting('closeout.rows', true) IS NOT DISTINCT FROM 'all' $$;
--> statement-breakpoint
CREATE FUNCTION scope_identity() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN current_setting('closeout.rows', true) = 'owned'
    THEN nullif(current_setting('closeout.identity', true), '')::uuid END $$;
--> statement-breakpoint
DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['system','leaver_case','case_item','item_verdict','step','claim','observation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
  END LOOP;
  CREATE POLICY scope ON system USING ((SELECT scope_all())
    OR owner_identity_id = (SELECT scope_identity()) OR deputy_identity_id = (SELECT scope_identity()));
  FOREACH scoped IN ARRAY ARRAY['case_item','item_verdict','step','claim','observation'] LOOP
    EXECUTE format('CREATE POLICY scope ON %I USING ((SELECT scope_all()) OR system_id IN (SELECT id FROM system))', scoped);
  END LOOP;
  CREATE POLICY scope ON leaver_case USING ((SELECT scope_all())
    OR id IN (SELECT case_id FROM case_item));
END $$;
--> statement-breakpoint
-- A batch of steps leaves ready and leased many times a minute: keep room on the page and vacuum early.
ALTER TABLE step SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
ALTER TABLE item_verdict SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
ALTER TABLE leaver_case SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
