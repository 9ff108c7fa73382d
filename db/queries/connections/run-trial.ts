import type { Tx } from "../../tx.ts";

/** A trial that a worker runs. */
export interface TakenTrial {
  readonly draftId: string;
  readonly trialId: string;
  readonly systemId: string;
  readonly connector: string;
  readonly config: unknown;
  /** null: the connection itself is checked. */
  readonly mail: string | null;
  readonly checked: unknown;
  /** How often it was begun, this time included. */
  readonly attempts: number;
  readonly secrets: readonly { readonly name: string; readonly sealed: string }[];
}

/** Asks for a trial of a draft, in the place of an earlier one. */
export async function askTrial(
  tx: Tx,
  { draftId, trialId, mail }: { readonly draftId: string; readonly trialId: string; readonly mail: string | null },
): Promise<void> {
  await tx.sql`
    update connection_draft set trial_id = ${trialId}, trial_state = 'asked', trial_mail = ${mail}, steps = '[]',
      trial_asked_at = clock_timestamp(), trial_ended_at = null, lease_until = null, attempts = 0,
      touched_at = clock_timestamp(), found = null, checked = case when ${mail}::text is null then null else checked end
    where id = ${draftId}`;
}

/** Gives a trial up: whoever runs it writes nothing more. */
export async function stopTrial(tx: Tx, draftId: string): Promise<void> {
  await tx.sql`
    update connection_draft set trial_id = null, trial_state = null, trial_mail = null, lease_until = null, steps = '[]',
      touched_at = clock_timestamp()
    where id = ${draftId}`;
}

/**
 * Takes the trial that has waited longest, or one whose worker is gone. Secrets of a change that were not entered anew
 * are the system's own. Still sealed, base64.
 */
export async function takeTrial(tx: Tx, leaseMicros: number): Promise<TakenTrial | undefined> {
  const [row] = await tx.sql<TakenTrial[]>`
    with next as (
      select id from connection_draft
      where trial_state = 'asked' or (trial_state = 'running' and lease_until < now())
      order by trial_asked_at limit 1 for update skip locked
    ), taken as (
      update connection_draft d set trial_state = 'running', attempts = attempts + 1, steps = '[]',
        lease_until = now() + ${leaseMicros} * interval '1 microsecond'
      from next where d.id = next.id returning d.*
    )
    select d.id as "draftId", d.trial_id as "trialId", d.system_id as "systemId", d.connector, d.config,
      d.trial_mail as mail, d.checked, d.attempts,
      coalesce((select json_agg(json_build_object('name', s.name, 'sealed', encode(s.sealed, 'base64')))
        from (select distinct on (name) name, sealed from system_secret
          where system_id = d.system_id and (draft_id = d.id or (draft_id is null and d.keeps_secrets))
          order by name, draft_id nulls last) s), '[]') as secrets
    from taken d`;
  return row;
}

/** Says that the worker still runs a trial. @returns false when it was given up or taken over */
export async function renewTrial(tx: Tx, trialId: string, leaseMicros: number): Promise<boolean> {
  const rows = await tx.sql`
    update connection_draft set lease_until = now() + ${leaseMicros} * interval '1 microsecond'
    where trial_id = ${trialId} and trial_state = 'running' returning 1`;
  return rows.length > 0;
}

/** Keeps how far a trial is. */
export async function saveTrialSteps(tx: Tx, trialId: string, steps: unknown): Promise<void> {
  await tx.sql`
    update connection_draft set steps = ${JSON.stringify(steps)}::text::jsonb
    where trial_id = ${trialId} and trial_state = 'running'`;
}

/** Keeps what a trial came to. @returns the draft's system; undefined when it was given up meanwhile */
export async function endTrial(
  tx: Tx,
  trialId: string,
  { checked, found }: { readonly checked: unknown; readonly found: unknown },
): Promise<{ readonly draftId: string; readonly systemId: string } | undefined> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const [row] = await tx.sql<{ draftId: string; systemId: string }[]>`
    update connection_draft set trial_state = 'ended', trial_ended_at = clock_timestamp(), lease_until = null,
      checked = coalesce(${json(checked)}::text::jsonb, checked), found = ${json(found)}::text::jsonb
    where trial_id = ${trialId} and trial_state = 'running'
    returning id as "draftId", system_id as "systemId"`;
  return row;
}
