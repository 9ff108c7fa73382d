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
  const [item] = await stage.db.superuser.sql<{ id: string; stepId: string }[]>`
    select i.id, s.id as "stepId" from case_item i join step s on s.item_id = i.id and s.kind = 'person'
    where i.case_id = ${caseId} and i.layer = ${layer} and s.state = 'waiting'`;
  if (item === undefined) throw new Error(`nobody is asked about ${layer}`);
  const by = await as(stage, "reports");
  const reported = await execute(by, claimStep, { stepId: item.stepId }, { idempotencyKey: null });
  if (!reported.ok) throw new Error(JSON.stringify(reported.reasons));
  return item.id;
}

/** One person reports what nobody can look at as ended, and a second one says that they saw it. */
export async function reportsAndAttests(stage: Stage, caseId: string, layer: Layer): Promise<void> {
  const itemId = await reports(stage, caseId, layer);
  const [now] = await stage.db.superuser.sql<{ at: string }[]>`
    select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;
  const saw = { itemId, saw: "absent", seenAt: now?.at, statement: "It is not there.", reference: "T-4711" };
  const attested = await execute(await as(stage, "attests"), recordAttestation, saw, { idempotencyKey: null });
  if (!attested.ok) throw new Error(JSON.stringify(attested.reasons));
}
