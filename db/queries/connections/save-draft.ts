import type { Tx } from "../../tx.ts";

export interface DraftRow {
  readonly id: string;
  readonly systemId: string;
  readonly changes: boolean;
  /** Secrets of the system that were not entered anew are used. */
  readonly keepsSecrets: boolean;
  readonly madeBy: string;
  readonly connector: string;
  readonly config: unknown;
}

/**
 * Keeps a draft with its settings. What a trial of other settings said is forgotten, and a trial under way writes
 * nothing more.
 */
export async function saveDraft(tx: Tx, draft: DraftRow): Promise<void> {
  const config = JSON.stringify(draft.config);
  await tx.sql`
    insert into connection_draft (id, system_id, changes, keeps_secrets, made_by, connector, config, touched_at)
    values (${draft.id}, ${draft.systemId}, ${draft.changes}, ${draft.keepsSecrets}, ${draft.madeBy}, ${draft.connector},
      ${config}::text::jsonb, clock_timestamp())
    on conflict (id) do update set connector = excluded.connector, keeps_secrets = excluded.keeps_secrets,
       config = excluded.config, touched_at = excluded.touched_at,
      trial_id = null, trial_state = null, trial_mail = null, trial_ended_at = null, lease_until = null, attempts = 0,
      steps = '[]', checked = null, found = null`;
}
