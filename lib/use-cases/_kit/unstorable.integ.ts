import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { findCommands } from "../testing/find-commands.ts";
import { event, next, system, World } from "../testing/world.ts";
import { execute } from "./execute.ts";

const NUL = "a\0b";
const HALF = "a\ud83d";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const send = (name: string, input: unknown) =>
  execute(world.ctx(), world.find(name), input, { idempotencyKey: next() });

test("rows with characters that cannot be kept refuse themselves; the rows beside them are taken", async () => {
  const key = next();
  await world.person(key);
  const identities = [NUL, HALF].flatMap((bad) => [
    { personKey: bad, displayName: "A" },
    { personKey: next(), displayName: bad },
    { personKey: next(), displayName: "A", userNames: [bad] },
  ]);
  const people = await send("identity.record", {
    identities: [...identities, { personKey: next(), displayName: "A" }],
  });
  expect(people).toMatchObject({
    ok: true,
    result: { results: [...identities.map(() => refused), { status: "created" }] },
  });
  const rows = [NUL, HALF].flatMap((bad) => [
    { eventId: bad },
    { source: bad },
    { personKey: bad },
    { zone: bad },
    { effectiveAt: bad },
  ]);
  const events = await send("lifecycle_event.record", {
    events: [...rows.map((over) => event(key, over)), event(key)],
  });
  expect(events).toMatchObject({
    ok: true,
    result: { results: [...rows.map(() => ({ status: "refused" })), { status: "accepted" }] },
  });
});

const refused = { status: "refused", error: { code: "input_invalid" } };

test.each([
  ["its name", { name: NUL }],
  ["its owner", { ownerKey: HALF }],
  ["its settings", { config: { baseUrl: "https://crm.example.com/scim/v2", [NUL]: NUL } }],
])("a system is refused, not broken off, when %s holds one", async (_name, over) => {
  const outcome = await send("system.register", system(over));
  expect(outcome).toMatchObject({ ok: false, reasons: [{ code: expect.stringMatching(/^(input|config)_invalid$/) }] });
});

test("a note is refused when it holds one", async () => {
  const { stepId } = await world.item();
  for (const note of [NUL, HALF]) {
    const outcome = await send("step.claim", { stepId, note });
    expect(outcome).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
  }
});
