import { afterAll, beforeAll, expect, it } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { until } from "#lib/worker/testing/until.ts";
import { execute } from "../_kit/execute.ts";
import { recordIdentities } from "../identities/record-identities.ts";
import { verifyLeaver } from "../leaver/verify-leaver.ts";

const seeds = people(3);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage([{ name: "Target", ...peopled(seeds) }]);
  await recordPeople(stage, seeds);
  const identities = [
    { personKey: "stays-on", displayName: "Stays On" },
    // Signs in with the second's user name, as another program writes it.
    { personKey: "in-capitals", displayName: "In Capitals", userNames: ["PERSON-2@Example.COM"] },
  ];
  await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  // Somebody who stays has the address of the first from the time before one mail was one identity's.
  await stage.db.superuser
    .sql`update profile_identity set emails = '{person-1@example.com}' where person_key = 'stays-on'`;
});
afterAll(() => stage[Symbol.asyncDispose]());

it("an account that is somebody else's as well waits for a person; one that is the leaver's alone is taken away", async () => {
  await reportLeavers(stage, ["p-1", "p-2", "p-3"]);
  await stage.startEngine();
  const { sql } = stage.db.superuser;
  const acts = () => sql<{ key: string; kinds: string[] }[]>`
    select p.person_key as key, array_agg(distinct s.kind order by s.kind) as kinds
    from step s join case_item i on i.id = s.item_id join leaver_case c on c.id = i.case_id
    join profile_identity p on p.identity_id = c.identity_id
    where i.layer = 'account' group by 1 order by 1`;
  const planned = await until("all are planned", acts, (rows) => rows.length === 3, 20_000);
  for (const shared of planned.slice(0, 2)) {
    expect(shared.kinds).not.toContain("act");
    expect(shared.kinds).toContain("person");
  }
  expect(planned[2]?.kinds).toContain("act");
  const links = await sql`
    select p.person_key as key, l.reason from account_link l join profile_identity p using (identity_id)
    where p.person_key in ('stays-on', 'in-capitals') order by 1`;
  expect([...links]).toEqual([
    { key: "in-capitals", reason: "user_name" },
    { key: "stays-on", reason: expect.stringMatching(/^(email|user_name)$/) },
  ]);
});

it("the case of whoever shares an account stays open by the account's own item; seen gone, it is an end like any other", async () => {
  const { sql } = stage.db.superuser;
  const cases = () => sql<{ key: string; state: string }[]>`
    select p.person_key as key, c.state from leaver_case c join profile_identity p using (identity_id) order by 1`;
  const end = (rows: readonly { readonly state: string }[]) => rows.map(({ state }) => state).join();
  await until("the third has ended", cases, (rows) => end(rows) === "open,open,closed_verified", 60_000);
  const [target] = stage.server.systems;
  for (const user of target?.store.users.values() ?? []) if (user.externalId === "p-1") user.active = false;
  const groups = [...(target?.store.groups.values() ?? [])];
  for (const user of target?.store.users.values() ?? [])
    if (user.externalId === "p-1") for (const { id } of groups) target?.store.leave(id, user.id);
  const [first] = await sql<{ id: string }[]>`
    select c.id from leaver_case c join profile_identity p using (identity_id) where p.person_key = 'p-1'`;
  const asked = await execute(stage.web, verifyLeaver, { leaverId: first?.id ?? "" }, { idempotencyKey: null });
  expect(asked.ok).toBe(true);
  await until("the first has ended", cases, (rows) => end(rows) === "closed_verified,open,closed_verified", 60_000);
});
