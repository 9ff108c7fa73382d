import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { utf8 } from "#lib/core/evidence/bytes.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";
import { readSheet } from "./read-sheet.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

async function sheet(leaver: string) {
  const read = await runQuery(world.ctx(), readSheet, { leaver, demo: false });
  if (!read.ok) throw new Error(JSON.stringify(read.reasons));
  return read.value;
}

const textOf = async (leaver: string) => JSON.stringify((await sheet(leaver)).content);

/** A look at the item's account, with its raw answer and the entry that records it. */
async function look(caseId: string, itemId: string, minutesAgo: number) {
  const { sql } = db.superuser;
  const [id, blob] = [world.ctx().newId(), world.ctx().newId()];
  await sql`insert into raw_blob (id, exchanges) values (${blob}, convert_to('[]', 'UTF8'))`;
  await sql`insert into observation (id, access_id, system_id, layer, case_id, started_at, ended_at, presence, completeness,
      independence, origin, sought, observer, raw_blob_id)
    select ${id}, access_id, system_id, layer, case_id, now() - ${minutesAgo} * interval '1 minute',
      now() - ${minutesAgo} * interval '1 minute', 'absent', 'lookup', 'separate_credential', 'direct_read', 'id', 'scim', ${blob}
    from case_item where id = ${itemId}`;
  const body = JSON.stringify({ entries: [{ kind: "observation.recorded", data: { observation: id } }] });
  const [entry] =
    await sql`insert into entry (body, case_id, case_entry) values (convert_to(${body}, 'UTF8'), ${caseId}, 999)
    returning encode(leaf_hash, 'hex') as leaf`;
  return { id, blob, leaf: entry?.["leaf"] as string };
}

test("the sheet names the person, the source's own words, every item and the end of its chain", async () => {
  const { caseId } = await world.item();
  const [row] = await db.superuser.sql`
    select p.display_name as name, c.number, c.entry_count as entries, c.last_leaf as leaf from leaver_case c
    join profile_identity p using (identity_id) where c.id = ${caseId}`;
  const { content, digest } = await sheet(caseId);
  expect(content).toMatchObject({ id: `LV-${row?.["number"]}`, person: row?.["name"] });
  const text = JSON.stringify(content);
  for (const part of [
    "2026-03-31",
    "CRM, account: Account",
    `sha-256 ${row?.["leaf"]}`,
    `"value":"${row?.["entries"]}"`,
  ])
    expect(text).toContain(part);
  expect(row?.["leaf"]).toMatch(/^[0-9a-f]{64}$/);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test("an item nobody looked at is missing evidence; after a look its leaf stands there in full", async () => {
  const { caseId, itemId } = await world.item();
  expect(await textOf(caseId)).toContain("CRM · Account: no observation; no claim.");
  const { leaf } = await look(caseId, itemId, 1);
  const text = await textOf(caseId);
  expect(text).toContain(`Leaf of the last look: sha-256 ${leaf}`);
  expect(text).not.toContain("no observation");
});

test("a raw answer that was deleted and a look past its freshness are lines", async () => {
  const { caseId, itemId } = await world.item();
  const { blob } = await look(caseId, itemId, 60 * 24 * 30);
  expect(await textOf(caseId)).toMatch(/CRM · Account: the last look, [^"]* is older than its freshness/);
  expect(await textOf(caseId)).not.toContain("were deleted");
  await db.superuser.sql`delete from raw_blob where id = ${blob}`;
  expect(await textOf(caseId)).toMatch(/the raw request and answer of the look of [^"]* were deleted/);
});

test("a person who was erased can still be printed, and the sheet says what is gone", async () => {
  const { caseId, identityId } = await world.item();
  await db.superuser.sql`delete from profile_identity where identity_id = ${identityId}`;
  await db.superuser
    .sql`delete from profile_event where event_id = (select event_id from leaver_case where id = ${caseId})`;
  const { content } = await sheet(caseId);
  expect(content.person).toBe("Erased person");
  expect(JSON.stringify(content)).toContain("The person's profile was erased");
});

test("an attestation, an exception and a hold stand by their people, ends and digests", async () => {
  const { caseId, itemId } = await world.item();
  const { sql } = db.superuser;
  const id = () => world.ctx().newId();
  const digest = "ef".repeat(32);
  await sql`insert into attestation values (${id()}, ${itemId}, now(), now(), ${world.ownerId}, 'absent', ${digest})`;
  await sql`insert into exception values (${id()}, ${itemId}, ${world.leftId}, 'operator:root', now(), now() + interval '1 day', 'year end')`;
  await sql`insert into hold values (${id()}, ${itemId}, 'Court of Pune', now(), now() + interval '1 year')`;
  const text = await textOf(caseId);
  expect(text).toMatch(/Attested [^"]* by Person owner: saw it absent\. Artefact sha-256 (ef){32}\./);
  expect(text).toMatch(/Excepted [^"]*, until [^"]*, by operator:root, asked for by Person left: year end\./);
  expect(text).toMatch(/Held [^"]* by Court of Pune: kept on purpose\./);
});

test("the digest is that of the content's canonical text, whoever computes it", async () => {
  const { content, digest } = await sheet((await world.item()).caseId);
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, part]) => [key, sorted(part)]),
          )
        : value;
  const text = JSON.stringify(sorted(content));
  expect(Buffer.from(world.ctx().sha256(utf8(text))).toString("hex")).toBe(digest);
});

test("who may not export reads no sheet, and a leaver that is not there has none", async () => {
  const { caseId } = await world.item();
  const owner = world.ctx(userActor("owner", world.ownerId));
  expect(await runQuery(owner, readSheet, { leaver: caseId, demo: false })).toMatchObject({
    ok: false,
    reasons: [{ code: "not_permitted" }],
  });
  expect(await runQuery(world.ctx(userActor("auditor")), readSheet, { leaver: caseId, demo: false })).toMatchObject({
    ok: true,
  });
  expect(await runQuery(world.ctx(), readSheet, { leaver: "LV-1", demo: false })).toMatchObject({
    ok: false,
    reasons: [{ code: "not_found" }],
  });
});
