import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";

const MIGRATION = readFileSync(new URL("../../../db/migrations/0016_read_projections.sql", import.meta.url), "utf8");
/** How the migration made the projections from the facts. */
const FILL = MIGRATION.slice(MIGRATION.indexOf("INSERT INTO"), MIGRATION.indexOf("-- The guard of facts"));

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const record = (...sightings: readonly object[]) =>
  world.run(
    "candidate.record",
    { sightings: sightings.map((row) => ({ source: "Okta", channel: "sign_in", ...row })) },
    userActor("analyst"),
  );
const know = (personKey: string, emails: readonly string[], userNames: readonly string[] = []) =>
  world.run("identity.record", { identities: [{ personKey, displayName: personKey, emails, userNames }] });

async function stand() {
  const { sql } = db.superuser;
  return {
    people: [...(await sql`select name, people from candidate order by name`)],
    users: [
      ...(await sql`select candidate_id, person, identity_id, seen_at, received_at from profile_candidate_user order by 1, 2, 3`),
    ],
    sources: [...(await sql`select * from candidate_source order by 1, 2, 3`)],
  };
}

test("users and sources as rows and people arrive are what the facts make of them, in whatever order they come", async () => {
  await know("K-1", ["one@example.com"], ["one"]);
  await record(
    { name: "Figma", person: "one@example.com", seenAt: "2026-02-02" },
    { name: "Figma", person: "one", seenAt: "2026-01-01" },
    { name: "Figma", person: "K-2" },
    { name: "Miro", person: "two@example.com", seats: 4, seenAt: "2026-01-05", costCentre: "b" },
  );
  // Known only now: two names turn out to be one person's.
  await know("K-2", ["two@example.com"], ["both"]);
  await record(
    { name: "Miro", person: "K-2", seats: 9, seenAt: "2025-12-01", costCentre: "a", scope: "mail" },
    { name: "Miro", person: "stranger@example.org", seats: 5, seenAt: "2026-03-01", scope: "files" },
    { name: "Figma", person: "K-1", seenAt: "2025-11-11" },
    { name: "Figma", person: "both", source: "Cards" },
    { name: "Linear", person: "nobody" },
  );
  // A name that two people have, and one that is given up.
  await know("K-3", ["three@example.com"], ["both"]);
  await know("K-1", ["uno@example.com"], ["one"]);
  const kept = await stand();
  expect(kept.people).toEqual([
    { name: "Figma", people: 4 },
    { name: "Linear", people: 1 },
    { name: "Miro", people: 2 },
  ]);
  const { sql } = db.superuser;
  await sql`truncate candidate_source, profile_candidate_user`;
  await sql`update candidate set people = 0`;
  await sql.unsafe(FILL);
  expect(kept).toEqual(await stand());
});
