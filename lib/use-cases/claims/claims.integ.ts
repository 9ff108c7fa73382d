import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { execute } from "../_kit/execute.ts";
import { findCommands } from "../testing/find-commands.ts";
import { event, next, World } from "../testing/world.ts";
import { recordToolClaims } from "./record-tool-claims.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const claim = (over: object = {}) => ({
  source: "Okta Workflows",
  externalId: next(),
  system: "world",
  state: "completed",
  ...over,
});

async function record(claims: readonly unknown[], actor: Actor = userActor("analyst")) {
  const outcome = await execute(world.ctx(actor), recordToolClaims, { claims }, { idempotencyKey: null });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  return outcome.result.results;
}

/** A look of the worker at the item, that began now. */
async function look(itemId: string, presence: "active" | "disabled") {
  const { sql } = db.superuser;
  await sql`
    insert into observation (id, access_id, system_id, layer, started_at, ended_at, presence, completeness, independence, origin, sought, observer)
    select gen_random_uuid(), access_id, system_id, layer, clock_timestamp() + interval '1 minute', clock_timestamp() + interval '1 minute',
      ${presence}, 'lookup', 'same_credential', 'direct_read', 'x', 'test' from case_item where id = ${itemId}`;
  await sql`update system_layer set freshness_micros = 0 where system_id = ${world.systemId}`;
}

const derive = (itemId: string) =>
  withTx(db.worker, ALL_ROWS, "write", (tx) => deriveVerdicts(tx, [itemId], world.ctx().newId));

const claimsOn = (itemId: string) => db.superuser.sql`
  select c.state, c.source, c.actor, c.note, c.stated_at::text as stated, c.at > now() - interval '1 hour' as ours,
    s.standing, s.tool, v.key, (select count(*)::int from step where item_id = c.item_id and kind = 'observe' and state = 'ready') as looks
  from claim c left join claim_standing s on s.claim_id = c.id left join item_verdict v on v.item_id = c.item_id
  where c.item_id = ${itemId}`;

describe("a tool's claim", () => {
  test("is a claim on the item it is about, turns nothing green, and has Closeout look for itself", async () => {
    const { personKey, itemId } = await world.item();
    const by = userActor("analyst");
    const [answer] = await record(
      [claim({ personKey, statedAt: "2025-11-14T18:02:00+05:30", title: "Offboard user" })],
      by,
    );
    expect(answer).toMatchObject({
      status: "matched",
      items: 1,
      leaver: expect.stringMatching(/^LV-\d+$/),
      error: null,
    });
    expect(await claimsOn(itemId)).toEqual([
      {
        state: "removed",
        source: "tool",
        actor: by.kind === "user" ? `user:${by.userId}` : "",
        note: null,
        stated: "2025-11-14 12:32:00+00",
        ours: true,
        standing: "awaiting_look",
        tool: "Okta Workflows",
        key: "reported_removed",
        looks: 1,
      },
    ]);
  });

  test.each([
    ["slug", "world"],
    ["slug in other spelling", "WORLD"],
    ["name", "CRM"],
  ])("finds its system by %s", async (_what, system) => {
    const { personKey } = await world.item();
    expect(await record([claim({ personKey, system })])).toMatchObject([{ status: "matched" }]);
  });

  test("finds the person by mail, whatever its case; the layer comes from the title", async () => {
    const { personKey, identityId, itemId } = await world.item();
    const email = `${personKey}@example.com`;
    await db.superuser.sql`update profile_identity set emails = ${[email]} where identity_id = ${identityId}`;
    expect(await record([claim({ email: email.toUpperCase() })])).toMatchObject([{ status: "matched" }]);
    expect(await record([claim({ email, title: "Remove user from all groups" })])).toMatchObject([
      { status: "waiting", waits: "no_such_access" },
    ]);
    expect(await claimsOn(itemId)).toHaveLength(1);
  });

  test("sent again is a duplicate; saying something else under the same task is refused; another state is another claim", async () => {
    const { personKey, itemId } = await world.item();
    const said = claim({ personKey });
    await record([claim({ ...said, state: "pending" })]);
    const twice = await record([said, said]);
    expect(twice.map((row) => row.status)).toEqual(["matched", "duplicate"]);
    expect(await record([said])).toMatchObject([{ status: "duplicate", items: 1, leaver: expect.any(String) }]);
    expect(await record([{ ...said, system: "elsewhere" }])).toMatchObject([
      { status: "refused", error: { code: "claim_conflict", path: "claims[0].externalId" } },
    ]);
    expect(await record([{ ...said, state: "failed" }])).toMatchObject([{ status: "matched" }]);
    expect(await claimsOn(itemId)).toHaveLength(2);
  });

  test("is contradicted by a later look that saw it usable, and confirmed by one that saw it gone", async () => {
    const [one, other] = [await world.item(), await world.item()];
    await record([claim({ personKey: one.personKey }), claim({ personKey: other.personKey })]);
    await look(one.itemId, "active");
    await look(other.itemId, "disabled");
    await derive(one.itemId);
    await derive(other.itemId);
    expect(await claimsOn(one.itemId)).toMatchObject([{ standing: "contradicted", key: "still_present" }]);
    const standing = await db.superuser.sql`select standing from claim_standing where item_id = ${other.itemId}`;
    // The look lies a minute ahead of the clock, so it confirms nothing yet: a clock ahead of ours is not believed.
    expect(standing).toEqual([{ standing: "awaiting_look" }]);
    await db.superuser.sql.unsafe("alter table observation disable trigger all");
    await db.superuser.sql`update observation set started_at = clock_timestamp(), ended_at = clock_timestamp()
      where access_id = (select access_id from case_item where id = ${other.itemId})`;
    await db.superuser.sql.unsafe("alter table observation enable always trigger only_added");
    await derive(other.itemId);
    expect(await claimsOn(other.itemId)).toMatchObject([{ standing: "confirmed" }]);
  });

  test("reopens no closed case by being said: it is kept and judged by the next look", async () => {
    const { personKey, itemId, caseId } = await world.item();
    await look(itemId, "disabled");
    await db.superuser.sql`update leaver_case set state = 'closed_verified', closed_at = now() where id = ${caseId}`;
    await derive(itemId);
    const before = await db.superuser.sql`select key from item_verdict where item_id = ${itemId}`;
    expect(await record([claim({ personKey })])).toMatchObject([{ status: "matched" }]);
    expect(await db.superuser.sql`select key from item_verdict where item_id = ${itemId}`).toEqual(before);
    expect(await claimsOn(itemId)).toMatchObject([{ looks: 1, standing: expect.any(String) }]);
  });

  test("said of a second leaving waits until that one is read, and is never put down to the first", async () => {
    const { personKey, itemId, caseId, identityId } = await world.item();
    await db.superuser
      .sql`update leaver_case set state = 'closed_verified', closed_at = now(), inventoried_at = now() where id = ${caseId}`;
    await db.superuser.sql`update engagement set ended_at = '2026-03-31' where identity_id = ${identityId}`;
    await world.run("lifecycle_event.record", { events: [event(personKey, { effectiveAt: "2026-09-30" })] });
    const [second] = await db.superuser.sql<
      { id: string }[]
    >`select id from leaver_case where identity_id = ${identityId} and id <> ${caseId}`;
    expect(second).toBeDefined();
    const said = [claim({ personKey }), claim({ personKey, statedAt: "2026-10-01T08:00:00Z" })];
    expect(await record(said)).toMatchObject(said.map(() => ({ status: "waiting", waits: "no_such_access" })));
    expect(await claimsOn(itemId)).toEqual([]);
    // What a tool states of the first leaving is still said of the first, closed as it is.
    expect(await record([claim({ personKey, statedAt: "2026-04-01T08:00:00Z" })])).toMatchObject([
      { status: "matched", items: 1 },
    ]);
    expect(await claimsOn(itemId)).toHaveLength(1);
  });
});

describe("a row that cannot be taken", () => {
  test.each([
    ["nobody named", {}, "input_invalid", "claims[0].personKey"],
    ["an unknown field", { personKey: "x", password: "y" }, "input_invalid", "claims[0]"],
    ["an unknown state", { personKey: "x", state: "fine" }, "input_invalid", "claims[0].state"],
    ["a source with an address", { personKey: "x", source: "mia@example.com" }, "input_invalid", "claims[0].source"],
    ["a time without zone", { personKey: "x", statedAt: "2025-11-14 18:02" }, "zone_missing", "claims[0].zone"],
    [
      "a zone nobody knows",
      { personKey: "x", statedAt: "2025-11-14", zone: "Mars/Base" },
      "zone_unknown",
      "claims[0].zone",
    ],
    [
      "a day that is none",
      { personKey: "x", statedAt: "2025-02-30", zone: "UTC" },
      "date_impossible",
      "claims[0].statedAt",
    ],
    [
      "an order of day and month to guess",
      { personKey: "x", statedAt: "03/04/2025", zone: "UTC" },
      "date_impossible",
      "claims[0].statedAt",
    ],
    ["characters nobody can keep", { personKey: "a\0b" }, "input_invalid", "claims[0].personKey"],
  ])("%s refuses itself alone, with its field", async (_what, over, code, path) => {
    const { personKey } = await world.item();
    const answers = await record([claim(over), claim({ personKey })]);
    expect(answers).toMatchObject([{ status: "refused", error: { code, path } }, { status: "matched" }]);
  });

  test("nobody brings in a claim on their own case, nor on an item they attested to", async () => {
    const { personKey, identityId, itemId } = await world.item();
    const own = userActor("analyst", identityId as never);
    expect(await record([claim({ personKey })], own)).toMatchObject([
      { status: "refused", error: { code: "own_case" } },
    ]);
    const other = userActor("administrator", world.ownerId as never);
    await db.superuser.sql`insert into attestation (id, item_id, seen_at, recorded_at, by, saw, artefact_digest)
      values (gen_random_uuid(), ${itemId}, now(), now(), ${world.ownerId}, 'absent', 'x')`;
    expect(await record([claim({ personKey })], other)).toMatchObject([
      { status: "refused", error: { code: "separation_of_duties" } },
    ]);
    expect(await claimsOn(itemId)).toEqual([]);
    const kept = await db.superuser.sql`select 1 from profile_tool_claim where person_key = ${personKey}`;
    expect(kept).toHaveLength(0);
  });

  test.each(["owner", "auditor"] as const)("the role %s brings in nothing", async (role) => {
    const outcome = await execute(
      world.ctx(userActor(role)),
      recordToolClaims,
      { claims: [claim()] },
      { idempotencyKey: null },
    );
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "not_permitted" }] });
  });
});

describe("a claim that is about nothing yet", () => {
  test.each([
    ["of a person nobody knows", { personKey: "stranger" }, "person_unknown"],
    ["of a system nobody registered", { system: "Nowhere" }, "system_unknown"],
    ["that says nothing was done yet", { state: "pending" }, "pending"],
  ])("%s is kept, and says why", async (_what, over, waits) => {
    const { personKey, itemId } = await world.item();
    expect(await record([claim({ personKey, ...over })])).toMatchObject([{ status: "waiting", waits, items: 0 }]);
    expect(await claimsOn(itemId)).toEqual([]);
  });

  test("of somebody who is not leaving waits for the leaver", async () => {
    const key = next();
    await world.person(key);
    expect(await record([claim({ personKey: key })])).toMatchObject([{ status: "waiting", waits: "no_leaver" }]);
  });

  test("what names a person stands in a row that can be deleted; the fact cannot be changed", async () => {
    const externalId = next();
    await record([claim({ personKey: "mia-berg", email: "mia@example.com", externalId, title: "Offboard Mia" })]);
    const facts = await db.superuser.sql`select row_to_json(t)::text as t from tool_claim t`;
    const entries = await db.superuser.sql`select convert_from(body, 'UTF8') as t from entry`;
    const text = [...facts, ...entries].map((row) => row["t"]).join("\n");
    for (const personal of ["mia-berg", "mia@example.com", "Offboard Mia", externalId])
      expect(text).not.toContain(`"${personal}"`);
    await expect(db.superuser.sql`delete from tool_claim`).rejects.toThrow("facts are only added");
    await db.superuser.sql`delete from profile_tool_claim where person_key = 'mia-berg'`;
    expect(
      await record([claim({ personKey: "mia-berg", email: "mia@example.com", externalId, title: "Offboard Mia" })]),
    ).toMatchObject([{ status: "duplicate" }]);
  });
});
