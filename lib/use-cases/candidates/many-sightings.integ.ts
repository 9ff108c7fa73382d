import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listCandidates as list, listSeenIn } from "#db/queries/candidates/list-candidates.ts";
import { listLeavings } from "#db/queries/candidates/list-leavings.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { listCandidates } from "./list-candidates.ts";

const SIGHTINGS = 200_000;
const CANDIDATES = 300;
const PEOPLE = 20_000;
const LEAVERS = 2_000;

const MIGRATION = new URL("../../../db/migrations/0016_read_projections.sql", import.meta.url);
/** What the migration fills from the facts is what arriving rows would have made. */
const FILL = readFileSync(MIGRATION, "utf8").slice(readFileSync(MIGRATION, "utf8").indexOf("INSERT INTO"));

let db: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  db = await createTestDatabase();
  ctx = testCtx(db.web);
  const { sql } = db.superuser;
  await sql`
    insert into identity (id, kind, created_at) select md5('p' || g)::uuid, 'person', now() from generate_series(1, ${PEOPLE}) g`;
  await sql`
    insert into profile_identity (identity_id, person_key, display_name, emails, user_names)
    select md5('p' || g)::uuid, 'E-' || g, 'Person ' || g, array['p' || g || '@example.com'], array['user' || g] from generate_series(1, ${PEOPLE}) g`;
  await sql`
    insert into engagement (id, identity_id, kind, created_at) select md5('g' || g)::uuid, md5('p' || g)::uuid, 'employment', now() from generate_series(1, ${LEAVERS}) g`;
  await sql`
    insert into leaver_case (id, identity_id, engagement_id, epoch, event_id, kind, state, effective_at, zone, precision, opened_at)
    select md5('c' || g)::uuid, md5('p' || g)::uuid, md5('g' || g)::uuid, 1, md5('e' || g)::uuid, 'leaver', 'open', now(), 'UTC', 'minute', now() from generate_series(1, ${LEAVERS}) g`;
  await sql`
    insert into candidate (id, name, domain, found_at) select md5('a' || g)::uuid, 'App ' || g, null, now() from generate_series(1, ${CANDIDATES}) g`;
  await sql`insert into candidate_key select 'app' || g, md5('a' || g)::uuid from generate_series(1, ${CANDIDATES}) g`;
  await sql`
    insert into candidate_sighting (id, candidate_id, channel, source, row_digest, seen_at, received_at, seats, cost_centre, scope, by)
    select md5('s' || g)::uuid, md5('a' || (1 + g % ${CANDIDATES}))::uuid, 'sign_in', 'Source ' || g % 3, 'd' || g, now() - g * interval '1 second',
      now(), null, null, 'scope ' || g % 4, 'x' from generate_series(1, ${SIGHTINGS}) g`;
  await sql`
    insert into profile_sighting (sighting_id, person)
    select md5('s' || g)::uuid, case g % 3 when 0 then 'p' || n || '@example.com' when 1 then 'E-' || n else 'somebody-' || n end
    from (select g, 1 + (g * 7919) % ${PEOPLE} as n from generate_series(1, ${SIGHTINGS}) g) x`;
  // As they stand once all of it has arrived.
  await sql.unsafe(FILL);
  await sql`analyze`;
}, 300_000);
afterAll(() => db.drop());

/** How many rows of the facts were read for the list, and how long it took. */
function listed() {
  return withTx(db.web, ALL_ROWS, "read", async (tx) => {
    const began = performance.now();
    const rows = await list(tx, null, 1000);
    const ids = rows.map(({ id }) => id);
    const [seen, leavings] = [await listSeenIn(tx, ids), await listLeavings(tx, ids)];
    const ms = performance.now() - began;
    const facts = ["candidate_sighting", "profile_sighting", "profile_identity"];
    const [counted] = await tx.sql`
      select sum(seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = any(${facts})`;
    return { rows, seen, leavings, ms, read: counted?.["rows"] };
  });
}

test("however many sightings there are, candidates are listed without reading them or the people whom they may name", async () => {
  const { rows, seen, leavings, ms, read } = await listed();
  process.stdout.write(`${rows.length} candidates of ${SIGHTINGS} sightings in ${ms.toFixed(1)} ms\n`);
  expect([rows.length, seen.length, rows[0]?.people]).toEqual([CANDIDATES, CANDIDATES, 200]);
  // A tenth leaves; of every third name nobody knows whose it is.
  expect(leavings.length).toBe((((CANDIDATES * 200) / 10) * 2) / 3);
  expect(read).toBe(0);
});

test("the whole view of them takes no more than is shown", async () => {
  const began = performance.now();
  const view = await runQuery(ctx, listCandidates, {});
  process.stdout.write(`the view in ${(performance.now() - began).toFixed(1)} ms\n`);
  expect(view.ok && view.value.open.length).toBe(CANDIDATES);
});
