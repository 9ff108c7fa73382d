import { afterAll, beforeAll, expect, test } from "vitest";
import { listPeople } from "#db/queries/identities/list-people.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { findPeople } from "./find-people.ts";

const PEOPLE = 50_000;

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
  const identities = [
    { personKey: "E-77", displayName: "Zoë Äpfel", emails: ["zoe@example.com"], userNames: ["zapf"] },
    { personKey: "E-78", displayName: "Zoë Birne", emails: ["birne@example.com"] },
    { personKey: "E-79", displayName: "50%_off", emails: [] },
  ];
  await world.run("identity.record", { identities });
  const { sql } = db.superuser;
  await sql`insert into identity (id, kind, created_at) select md5('m' || g)::uuid, 'person', now() from generate_series(1, ${PEOPLE}) g`;
  await sql`
    insert into profile_identity (identity_id, person_key, display_name, emails, user_names, name_keys)
    select md5('m' || g)::uuid, 'M-' || g, 'Many ' || g, array['m' || g || '@example.com'], '{}', '{}' from generate_series(1, ${PEOPLE}) g`;
  // As it is a while after people were recorded: an index of lists is read slowly until it is vacuumed.
  await sql`vacuum analyze profile_identity`;
}, 120_000);
afterAll(() => db.drop());

async function found(text: string): Promise<readonly string[]> {
  const answer = await runQuery(world.ctx(), findPeople, { text });
  if (!answer.ok) throw new Error(answer.reasons[0].sentence);
  return answer.value.people.map(({ personKey }) => personKey);
}

test("people are found by how a name begins in any case, and by whole keys alone: never by a part of a mail", async () => {
  expect(await found("zoë")).toEqual(["E-78", "E-77"]);
  expect(await found("ZOË B")).toEqual(["E-78"]);
  expect(await found("Birne@Example.com")).toEqual(["E-78"]);
  expect(await found("ZAPF")).toEqual(["E-77"]);
  expect(await found("E-77")).toEqual(["E-77"]);
  expect(await found("birne@")).toEqual([]);
  // No pattern, whatever stands in it.
  expect(await found("%")).toEqual([]);
  expect(await found("50%_")).toEqual(["E-79"]);
});

test("as many as are shown are read, however many there are", async () => {
  const read = await withTx(db.web, ALL_ROWS, "read", async (tx) => {
    const people = await listPeople(tx, { text: "many", folded: "many" }, 8);
    const [counted] = await tx.sql`
      select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = 'profile_identity'`;
    return { people: people.length, rows: counted?.["rows"] };
  });
  expect(read.people).toBe(8);
  expect(read.rows).toBeLessThan(100);
});

test("who may not say whose an account is searches for nobody", async () => {
  for (const role of ["owner", "auditor"] as const)
    expect(await runQuery(world.ctx(userActor(role)), findPeople, { text: "zoë" })).toMatchObject({
      ok: false,
      reasons: [{ code: "not_permitted" }],
    });
});
