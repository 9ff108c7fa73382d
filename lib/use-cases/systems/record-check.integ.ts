import { afterAll, beforeAll, expect, it } from "vitest";
import { reportLeavers } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { execute } from "../_kit/execute.ts";
import { recordIdentities } from "../identities/record-identities.ts";
import { recordCheck } from "./record-check.ts";
import { registerSystem } from "./register-system.ts";

let stage: Stage;
let system: string;
beforeAll(async () => {
  stage = await openStage([]);
  const ctx = { ...stage.web, seal: stage.seal, connectors: stage.worker.connectors };
  const config = { host: "db.example.com", user: "closeout" };
  const layers = { machine_identity: { exists: "yes", observe: "snapshot" }, delegation: { exists: "no" } };
  const input = { slug: "db", name: "Database", connector: "postgresql", config, layers };
  const made = await execute(ctx, registerSystem, input, { idempotencyKey: null });
  if (!made.ok) throw new Error(JSON.stringify(made.reasons));
  system = made.result.id;
});
afterAll(() => stage[Symbol.asyncDispose]());

async function layers(): Promise<Record<string, string>> {
  const rows = await stage.db.superuser.sql<{ layer: string; text: string }[]>`
    select layer, exists || ' ' || act || ' ' || observe as text from system_layer where system_id = ${system}`;
  return Object.fromEntries(rows.map((row) => [row.layer, row.text]));
}

/** As the worker does with the answer of a target. */
async function checked(dialect: object, reachable = true, state = "leased"): Promise<void> {
  const { sql } = stage.db.superuser;
  const [step] = await sql<{ id: string; fence: number }[]>`
    insert into step (id, kind, state, system_id, priority, not_before, fence, leased_by, lease_until, created_at)
    values (gen_random_uuid(), 'check', ${state}, ${system}, 0, now(), 1, gen_random_uuid(), now() + interval '1 hour', now())
    returning id, fence`;
  const report = {
    reachable,
    authorised: reachable,
    findings: [],
    dialect: { ...dialect },
    exchanges: [],
    retryAfter: null,
  };
  const leased = { id: step?.id ?? "", fence: step?.fence ?? 0, systemId: system };
  // What the worker holds of a step besides is not read here.
  await recordCheck(stage.worker, leased as Parameters<typeof recordCheck>[1], report);
}

it("a layer that a check finds readable is looked at by the connector, and one that it loses reads Cannot check", async () => {
  const identities = [{ personKey: "mia", displayName: "Mia", userNames: ["mia"] }];
  await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  await reportLeavers(stage, ["mia"]);
  const { sql } = stage.db.superuser;
  await sql`update step set state = 'ended', ended_at = now() where kind = 'inventory'`;
  const readings = () => sql`select from step where kind = 'inventory' and state = 'ready'`;
  // Whether passwords can be seen is not known before the server was asked.
  expect((await layers())["credential"]).toBe("unknown manual none");
  await checked({ passwords: true });
  expect((await layers())["credential"]).toBe("yes connector connector");
  expect(await readings()).toHaveLength(1);
  // Nothing new: nobody is asked about again.
  await checked({ passwords: true });
  expect(await readings()).toHaveLength(1);
  // A server that did not answer has taken nothing away.
  await checked({ passwords: false }, false);
  expect((await layers())["credential"]).toBe("yes connector connector");
  await checked({ passwords: false });
  expect((await layers())["credential"]).toBe("yes manual none");
});

it("the answer of a check that was given up meanwhile is dropped: it may be another place's", async () => {
  await checked({ passwords: true });
  const before = await layers();
  await checked({ passwords: false }, true, "cancelled");
  expect(await layers()).toEqual(before);
});

it("what somebody stated stands: lists are sent of a layer, another does not exist", async () => {
  await checked({ passwords: true });
  // Said not to be there, before the check that could see it: it is looked at all the same.
  await stage.db.superuser.sql`update system_layer set exists = 'no', act = 'manual', observe = 'none'
    where system_id = ${system} and layer = 'credential'`;
  await checked({ passwords: true });
  expect((await layers())["credential"]).toBe("no connector connector");
  expect(await layers()).toMatchObject({ machine_identity: "yes manual snapshot", delegation: "no manual none" });
});
