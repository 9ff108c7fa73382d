import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface FoundDraft {
  readonly id: string;
  readonly systemId: string;
  readonly changes: boolean;
  readonly keepsSecrets: boolean;
  readonly connector: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly trialId: string | null;
  readonly trialState: string | null;
  readonly trialMail: string | null;
  readonly askedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly steps: unknown;
  readonly checked: unknown;
  readonly found: unknown;
}

const columns = ({ sql }: Tx) => sql`
  id, system_id as "systemId", changes, keeps_secrets as "keepsSecrets", connector, config, trial_id as "trialId", trial_state as "trialState",
  trial_mail as "trialMail", micros(trial_asked_at) as "askedAt", micros(trial_ended_at) as "endedAt", steps, checked, found`;

/** A draft of whoever made it; undefined for everybody else. */
export async function findDraft(tx: Tx, id: string, madeBy: string): Promise<FoundDraft | undefined> {
  const [row] = await tx.sql<FoundDraft[]>`
    select ${columns(tx)} from connection_draft where id = ${id} and made_by = ${madeBy}`;
  return row;
}

/** The same, locked until commit. */
export async function lockDraft(tx: Tx, id: string, madeBy: string): Promise<FoundDraft | undefined> {
  const [row] = await tx.sql<FoundDraft[]>`
    select ${columns(tx)} from connection_draft where id = ${id} and made_by = ${madeBy} for update`;
  return row;
}

/** Forgets a draft with whatever its trials found, and with it the secrets that it still holds. */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.sql`delete from connection_draft where id = ${id}`;
}

/** Forgets drafts that nobody touched for a day: neither a credential nor a name is kept for a system that never comes. */
export async function forgetOldDrafts(tx: Tx): Promise<void> {
  await tx.sql`delete from connection_draft where touched_at < now() - interval '1 day'`;
}

/**
 * Forgets every draft of a system, whoever made it: each of them was compared with the connection that was, and says by
 * it whether kept credentials go only where they went before.
 */
export async function deleteDraftsOf(tx: Tx, systemId: string): Promise<void> {
  await tx.sql`delete from connection_draft where system_id = ${systemId}`;
}
