-- Rights of the three processes. Run after every migration, so that no table is born without its rights.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM closeout_web, closeout_worker, closeout_sequencer;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO closeout_web, closeout_worker, closeout_sequencer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO closeout_web, closeout_worker;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO closeout_web, closeout_worker;
-- State and projections change; facts do not.
GRANT UPDATE ON identity, engagement, engagement_access, profile_identity, leaver_case, system, system_layer, system_listing,
  target_budget, step, case_item, item_verdict, claim_standing, account, profile_account, profile_access, source_hold, obligation, setting,
  snapshot, snapshot_mapping, exception_request, discovery_run, connection_draft, candidate, candidate_source, profile_candidate_user, reading
  TO closeout_web, closeout_worker;
GRANT DELETE ON engagement_access TO closeout_web;
-- Whose the names of users are is said anew when people's keys change.
GRANT DELETE ON profile_candidate_user TO closeout_web, closeout_worker;
-- Rows of lists that wait to be accepted are gone afterwards.
-- What systems list is read by the worker and shown by web.
GRANT UPDATE, DELETE ON profile_listed_account TO closeout_worker;
REVOKE INSERT ON profile_listed_account FROM closeout_web;
GRANT UPDATE (standing, identity_id, reason) ON profile_listed_account TO closeout_web;
GRANT DELETE ON snapshot_row, snapshot_subject TO closeout_web, closeout_worker;
-- Our own users, sessions and tokens are the web's business alone.
REVOKE ALL ON app_session, sign_in_token, api_token FROM closeout_worker;
REVOKE INSERT ON app_user FROM closeout_worker;
GRANT UPDATE ON app_user, app_session, sign_in_token, api_token TO closeout_web;
-- Sheets hold names and are made and handed out by web alone.
REVOKE ALL ON sheet_export FROM closeout_worker;
-- Secrets: web seals and replaces, only the worker reads.
REVOKE ALL ON system_secret FROM closeout_web;
GRANT INSERT, DELETE ON system_secret TO closeout_web;
GRANT SELECT (system_id, name, created_at, draft_id) ON system_secret TO closeout_web;
-- A draft that is saved hands its secrets over as they lie: nobody has to read them.
GRANT UPDATE (draft_id) ON system_secret TO closeout_web;
-- Secrets of a draft go with it, whoever deletes it.
GRANT DELETE ON connection_draft TO closeout_web, closeout_worker;
REVOKE INSERT ON connection_draft FROM closeout_worker;
REVOKE INSERT ON system_secret FROM closeout_worker;
GRANT UPDATE, DELETE ON worker, target_permit TO closeout_worker;
GRANT DELETE ON change, item_verdict TO closeout_worker;
REVOKE INSERT ON worker, target_permit FROM closeout_web;
-- What people attach, and links that stand for a signed-in owner, are the web's business alone.
REVOKE ALL ON artefact, confirm_link, confirm_answer FROM closeout_worker;
-- The sequencer numbers and signs entries; it writes no fact.
GRANT SELECT ON entry TO closeout_sequencer;

DO $$
DECLARE scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['system','leaver_case','case_item','item_verdict','step','claim','observation',
    'snapshot', 'exception_request', 'tool_claim', 'claim_standing', 'discovery_run', 'profile_listed_account',
    'candidate', 'candidate_key', 'candidate_sighting', 'profile_sighting', 'candidate_source',
    'profile_candidate_user', 'reading'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS worker_all ON %I', scoped);
    EXECUTE format('CREATE POLICY worker_all ON %I TO closeout_worker USING (true) WITH CHECK (true)', scoped);
  END LOOP;
END $$;
