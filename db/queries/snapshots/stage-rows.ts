import type { Presence } from "../../../lib/core/access/observation.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** A row of a list that concerns a leaver or a known account. */
export interface StagedRow {
  readonly line: number;
  readonly nativeId: string;
  readonly userName: string;
  readonly emails: readonly string[];
  readonly displayName: string | null;
  readonly personKey: string | null;
  readonly presence: Presence;
  readonly holds: readonly string[];
  readonly lastUsed: string | null;
}

/** A leaver who is looked for in a list. */
export interface StagedSubject {
  readonly identityId: string;
  readonly keysDigest: string;
  /** The list shows a kind of key that they have: that no row is theirs says something. */
  readonly couldMatch: boolean;
}

/** Keeps rows until their list is accepted. */
export async function stageRows(tx: Tx, snapshotId: string, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    insert into snapshot_row (snapshot_id, line, native_id, user_name, emails, display_name, person_key, presence, holds, last_used)
    select ${snapshotId}, line, native_id, user_name, array(select jsonb_array_elements_text(emails::jsonb)), display_name,
      person_key, presence, array(select jsonb_array_elements_text(holds::jsonb)), last_used
    from unnest(${plainList(rows.map((r) => r.line))}::int[], ${rows.map((r) => r.nativeId)}::text[],
      ${rows.map((r) => r.userName)}::text[], ${rows.map((r) => JSON.stringify(r.emails))}::text[],
      ${rows.map((r) => r.displayName)}::text[], ${rows.map((r) => r.personKey)}::text[],
      ${plainList(rows.map((r) => r.presence))}::text[], ${rows.map((r) => JSON.stringify(r.holds))}::text[],
      ${rows.map((r) => r.lastUsed)}::text[])
      as t(line, native_id, user_name, emails, display_name, person_key, presence, holds, last_used)`;
}

/** Keeps who was looked for. */
export async function stageSubjects(tx: Tx, snapshotId: string, subjects: readonly StagedSubject[]): Promise<void> {
  if (subjects.length === 0) return;
  await tx.sql`
    insert into snapshot_subject (snapshot_id, identity_id, keys_digest, could_match)
    select ${snapshotId}, id, digest, could_match
    from unnest(${plainList(subjects.map((s) => s.identityId))}::uuid[], ${plainList(subjects.map((s) => s.keysDigest))}::text[],
      ${plainList(subjects.map((s) => String(s.couldMatch)))}::boolean[]) as t(id, digest, could_match)`;
}

/** Forgets the rows of a list. */
export async function forgetRows(tx: Tx, snapshotId: string): Promise<void> {
  await Promise.all([
    tx.sql`delete from snapshot_row where snapshot_id = ${snapshotId}`,
    tx.sql`delete from snapshot_subject where snapshot_id = ${snapshotId}`,
  ]);
}

/** Forgets the rows of every list that was supplied more than a day ago: ids of lists begin with their time. */
export async function forgetOldRows(tx: Tx): Promise<void> {
  const dayAgo = tx.sql`(rpad(lpad(to_hex((extract(epoch from now() - interval '1 day') * 1000)::bigint), 12, '0'), 32, '0'))::uuid`;
  await Promise.all([
    tx.sql`delete from snapshot_row where snapshot_id < ${dayAgo}`,
    tx.sql`delete from snapshot_subject where snapshot_id < ${dayAgo}`,
  ]);
}
