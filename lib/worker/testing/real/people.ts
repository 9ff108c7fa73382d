import type { Layer } from "#lib/core/access/layer.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordAttestation } from "#lib/use-cases/attestations/record-attestation.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { claimStep } from "#lib/use-cases/steps/claim-step.ts";
import type { Stage } from "../stage.ts";

/** A person of the company, signed in. */
async function somebody(stage: Stage, personKey: string): Promise<Actor> {
  const identities = [{ personKey, displayName: personKey }];
  await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  const [row] = await stage.db.superuser.sql<{ id: string }[]>`
    select identity_id as id from profile_identity where person_key = ${personKey}`;
  return userActor("analyst", row?.id ?? null);
}

const as = async (stage: Stage, personKey: string) => ({ ...stage.web, actor: await somebody(stage, personKey) });

/** A person reports the one thing on this layer as ended. @returns the item */
export async function reports(stage: Stage, caseId: string, layer: Layer): Promise<string> {
  const [item] = await stage.db.superuser.sql<{ id: string }[]>`
    select i.id from case_item i join step s on s.item_id = i.id and s.kind = 'person'
    where i.case_id = ${caseId} and i.layer = ${layer} and s.state = 'waiting'`;
  if (item === undefined) throw new Error(`nobody is asked about ${layer}`);
  await reportsItem(stage, item.id);
  return item.id;
}

/** A person reports this item as ended. */
export async function reportsItem(stage: Stage, itemId: string): Promise<void> {
  const [step] = await stage.db.superuser.sql<{ id: string }[]>`
    select id from step where item_id = ${itemId} and kind = 'person' and state = 'waiting'`;
  if (step === undefined) throw new Error("nobody is asked about the item");
  const by = await as(stage, "reports");
  const reported = await execute(by, claimStep, { stepId: step.id }, { idempotencyKey: null });
  if (!reported.ok) throw new Error(JSON.stringify(reported.reasons));
}

/** One person reports what nobody can look at as ended, and a second one says that they saw it. */
export async function reportsAndAttests(stage: Stage, caseId: string, layer: Layer): Promise<void> {
  await attests(stage, await reports(stage, caseId, layer));
}

/** Somebody else says that they saw it gone now. */
export async function attests(stage: Stage, itemId: string): Promise<void> {
  // By the product's own clock, which a test may have moved.
  const [now] = await stage.db.web.sql<{ at: string }[]>`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;
  const saw = { itemId, saw: "absent", seenAt: now?.at, statement: "It is not there.", reference: "T-4711" };
  const attested = await execute(await as(stage, "attests"), recordAttestation, saw, { idempotencyKey: null });
  if (!attested.ok) throw new Error(JSON.stringify(attested.reasons));
}
