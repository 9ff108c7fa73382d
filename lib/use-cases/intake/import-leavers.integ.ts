import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { importLeavers } from "./import-leavers.ts";

const ROWS = 100_000;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.superuser.sql.unsafe(`
    create temp table people as select gen_random_uuid() as id, 'p-' || n as key from generate_series(1, ${ROWS}) n;
    insert into identity (id, kind, created_at) select id, 'person', now() from people;
    insert into engagement (id, identity_id, kind, created_at) select gen_random_uuid(), id, 'employment', now() from people;
    insert into profile_identity (identity_id, person_key, display_name, emails, user_names)
      select id, key, key, '{}', '{}' from people`);
});
afterAll(() => db.drop());

const options = { source: "hr-file", zone: "Europe/Berlin" };

function file(lines: readonly string[]) {
  return async function* () {
    yield* lines;
  };
}

test("a file of 100,000 lines with one broken line: the broken one is named, all others are taken, and again nothing is taken twice", async () => {
  const lines = ["person_key,effective_at", ...Array.from({ length: ROWS }, (_, at) => `p-${at + 1},2026-03-31`)];
  // An open quote: read as a whole, it would swallow every line after it.
  lines[54_321] = 'p-54321,"2026-03-31';
  const ctx = testCtx(db.web, { actor: userActor("analyst") });
  const started = performance.now();
  const imported = await importLeavers(ctx, file(lines), options);
  console.log(`100,000 lines: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  expect(imported).toMatchObject({
    ok: true,
    value: { rows: ROWS, accepted: ROWS - 1, duplicates: 0, held: ROWS - 1 },
  });
  expect(imported.ok && imported.value.refused).toMatchObject([{ line: 54_322, error: { code: "input_invalid" } }]);
  const [events] = await db.superuser.sql`select count(*) as n from lifecycle_event`;
  expect(events?.n).toBe(ROWS - 1);
  lines[54_321] = "p-54321,2026-03-31";
  const again = await importLeavers(ctx, file(lines), options);
  expect(again).toMatchObject({ ok: true, value: { accepted: 1, duplicates: ROWS - 1, refused: [] } });
}, 180_000);

test("each bad line is named by its line in the file and its column as the file writes it", async () => {
  const lines = [
    "Person Key;Effective At;Zone",
    "p-1;2026-02-30;",
    "",
    "nobody;2026-03-31;UTC",
    "p-2;2026-03-31;Mars/Olympus",
    "p-3",
  ];
  const imported = await importLeavers(testCtx(db.web), file(lines), { ...options, source: "other" });
  expect(imported.ok && imported.value.refused.map(({ line, column, error }) => [line, column, error.code])).toEqual([
    [2, "Effective At", "date_impossible"],
    [4, "Person Key", "identity_unknown"],
    [5, "Zone", "zone_unknown"],
    [6, null, "input_invalid"],
  ]);
});

test("an end that a file states again, after another file stated another, counts again; the key is in no id", async () => {
  const send = async (day: string) => {
    const lines = ["personKey,effectiveAt,zone", `p-77,${day},UTC`, `p-77,${day},UTC`];
    const imported = await importLeavers(testCtx(db.web), file(lines), { source: "back", zone: undefined });
    const [found] = await db.superuser.sql`
      select c.effective_at::date::text as day, (select count(*)::int from lifecycle_event e where e.source = 'back') as events
      from leaver_case c join profile_identity p using (identity_id) where p.person_key = 'p-77'`;
    return { taken: imported.ok && imported.value.accepted, ...found };
  };
  expect(await send("2050-01-30")).toEqual({ taken: 1, day: "2050-01-31", events: 1 });
  expect(await send("2050-06-29")).toEqual({ taken: 1, day: "2050-06-30", events: 2 });
  expect(await send("2050-01-30")).toEqual({ taken: 1, day: "2050-01-31", events: 3 });
  expect(await send("2050-01-30")).toEqual({ taken: 0, day: "2050-01-31", events: 3 });
  const ids = await db.superuser.sql`select source_event_id from lifecycle_event where source = 'back'`;
  expect(JSON.stringify([...ids])).not.toContain("p-77");
});

test("a file without its columns, or empty, opens nothing and says why", async () => {
  for (const lines of [[], [""], ["name,when", "x,y"]]) {
    const imported = await importLeavers(testCtx(db.web), file(lines), options);
    expect(imported).toMatchObject({ ok: false, reasons: [{ code: "input_invalid" }] });
  }
});
