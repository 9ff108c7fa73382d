import type { Database } from "../../client.ts";

/** Half a lease: the locks are free before the steps of a worker that was stopped are taken over. */
const STALLED_SECONDS = 5;

/**
 * Ends sessions of workers that hold a transaction open and have been waiting for their client in the middle of a
 * statement or of its answer. The driver sends a statement's text ahead of its values; a process that is stopped between the two leaves
 * a session that counts as busy, so that `idle_in_transaction_session_timeout` never comes, and keeps its locks for as
 * long as the process stands still. A role may end its own sessions only.
 * @returns how many
 */
export async function endStalledSessions(database: Database): Promise<number> {
  const rows = await database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
      and xact_start is not null and state = 'active' and wait_event in ('ClientRead', 'ClientWrite')
      and query_start < clock_timestamp() - ${STALLED_SECONDS} * interval '1 second'`;
  return rows.length;
}
