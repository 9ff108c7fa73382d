import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { importSightings, previewSightings } from "./import-sightings.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const bytes = async function* (lines: readonly string[]) {
  yield new TextEncoder().encode(lines.join("\n"));
};
const ctx = () => world.ctx(userActor("analyst"));
const signIns = { source: "Entra sign-ins", channel: "sign_in" };
const SIGN_INS = [
  "Date (UTC),Request ID,User,Username,Application,Resource",
  "2025-11-02T08:00:00Z,r-1,Ana,ana@example.com,Retool,Microsoft Graph",
  "2025-11-03T08:00:00Z,r-2,Bo,bo@example.com,Retool,Microsoft Graph",
  "2025-11-03T09:00:00Z,r-3,Bo,bo@example.com,World,Microsoft Graph",
];

test("a sign-in log says how it was read, keeps nothing by that, and taken twice counts once", async () => {
  const preview = await previewSightings(ctx(), signIns, bytes(SIGN_INS));
  expect(preview).toMatchObject({
    ok: true,
    value: {
      rows: 3,
      mapping: { name: "Application", person: "Username", seen_at: "Date (UTC)", row_id: "Request ID" },
      applications: 2,
      listed: 1,
      unlisted: [{ name: "Retool", rows: 2, people: 2 }],
    },
  });
  expect(await db.superuser.sql`select 1 from candidate`).toEqual([]);
  const taken = await importSightings(ctx(), signIns, bytes(SIGN_INS));
  expect(taken).toMatchObject({ ok: true, value: { kept: 2, listed: 1, duplicates: 0, refused: 0, candidates: 1 } });
  expect(await importSightings(ctx(), signIns, bytes(SIGN_INS))).toMatchObject({ value: { kept: 0, duplicates: 2 } });
});

test("a statement asks what its dates leave open, and names the line and column that it cannot take", async () => {
  const stated = { source: "Cards", channel: "expense" };
  const lines = [
    "Booking date;Merchant;Amount;Seats;Cost centre",
    "03/04/2025;Postman;308,00;22;4410",
    "05/04/2025;Miro;20;many;4410",
  ];
  expect(await importSightings(ctx(), stated, bytes(lines))).toMatchObject({ ok: false, reasons: [{ path: "order" }] });
  const taken = await importSightings(ctx(), { ...stated, order: "day_first" }, bytes(lines));
  expect(taken).toMatchObject({ value: { kept: 1, refused: 1, refusals: [{ line: 3, column: "Seats" }] } });
  const [row] = await db.superuser
    .sql`select seats, cost_centre, to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD') as day
    from candidate_sighting where channel = 'expense'`;
  expect(row).toEqual({ seats: 22, cost_centre: "4410", day: "2025-04-03" });
});

test("a file that names no application keeps nothing and says which titles it has", async () => {
  const stranger = await importSightings(ctx(), signIns, bytes(["Colour,Size", "red,1"]));
  expect(stranger).toMatchObject({ ok: false, reasons: [{ code: "snapshot_column_missing", path: "map.name" }] });
  const named = { ...signIns, map: { name: "Colour" } };
  expect(await previewSightings(ctx(), named, bytes(["Colour,Size", "red,1"]))).toMatchObject({
    value: { applications: 1 },
  });
  expect(await importSightings(world.ctx(userActor("auditor")), signIns, bytes(SIGN_INS))).toMatchObject({
    reasons: [{ code: "not_permitted" }],
  });
});
