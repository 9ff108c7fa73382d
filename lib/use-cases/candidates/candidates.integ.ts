import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { CandidateListView } from "#lib/core/views/candidates.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { findCommands } from "../testing/find-commands.ts";
import { event, next, World } from "../testing/world.ts";
import { listCandidates } from "./list-candidates.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

interface Result {
  readonly status: string;
  readonly candidateId: string | null;
  readonly error: { readonly code: string; readonly path: string } | null;
}
async function record(...rows: readonly object[]): Promise<readonly Result[]> {
  const sightings = rows.map((row) => ({ source: "Okta", channel: "sign_in", ...row }));
  const recorded = await world.run("candidate.record", { sightings }, userActor("analyst"));
  return recorded["results"] as unknown as readonly Result[];
}
async function view(): Promise<CandidateListView> {
  const found = await runQuery(testCtx(db.web, { actor: userActor("administrator") }), listCandidates, {});
  if (!found.ok) throw new Error(found.reasons[0].sentence);
  return found.value;
}
const shown = async (name: string) => (await view()).open.find((one) => one.name === name);
/** Somebody with a mail whose leaving closed, as far as its rows say. */
async function closedLeaver(): Promise<{
  readonly email: string;
  readonly caseId: string;
  readonly identityId: string;
}> {
  const key = next();
  const email = `${key}@example.com`;
  await world.run("identity.record", { identities: [{ personKey: key, displayName: key, emails: [email] }] });
  await world.run("lifecycle_event.record", { events: [event(key)] });
  const { sql } = db.superuser;
  const [row] = await sql`
    update leaver_case set state = 'closed_verified', closed_at = now(), inventoried_at = now()
    where identity_id = (select identity_id from profile_identity where person_key = ${key}) returning id, identity_id`;
  await sql`insert into case_transition (id, case_id, "from", "to", event, outcome, actor, at)
    values (gen_random_uuid(), ${row?.["id"]}, 'open', 'closed_verified', 'gate_passed_verified', 'closed_verified', 'test', now())`;
  return { email, caseId: row?.["id"], identityId: row?.["identity_id"] };
}

describe("sightings", () => {
  test("a row counts once, however often it is sent and in whatever company; a bad one refuses itself alone", async () => {
    const row = {
      name: "Notion",
      domain: "https://www.notion.so/login",
      person: "Ana@Example.com",
      seenAt: "2025-09-09",
    };
    const [first, again, bad] = await record(row, row, { name: "?" });
    expect([first?.status, again?.status, bad?.status, bad?.error?.path]).toEqual([
      "kept",
      "duplicate",
      "refused",
      "sightings[2].name",
    ]);
    expect((await record(row)).map(({ status }) => status)).toEqual(["duplicate"]);
    expect(await shown("Notion")).toMatchObject({
      domain: "notion.so",
      usedBy: { people: 1, leavers: 0, seats: null },
      firstSeenIso: "2025-09-09T00:00:00.000Z",
    });
  });

  test("two spellings of one domain, and a name that came with it, are one candidate", async () => {
    const ids = await record(
      { name: "notion.so" },
      { name: "NOTION", person: "bo@example.com" },
      { name: "x", domain: "notion.so:443" },
    );
    expect(new Set(ids.map(({ candidateId }) => candidateId)).size).toBe(1);
    expect((await shown("Notion"))?.usedBy).toEqual({ people: 2, leavers: 0, seats: null });
  });

  test("what a listed system goes by is not kept, and what becomes its alias is shown no more", async () => {
    expect(await record({ name: "World" }, { name: "w o r l d" })).toMatchObject([
      { status: "listed" },
      { status: "listed" },
    ]);
    await record({ name: "Retool", domain: "retool.com" });
    expect(await shown("Retool")).toBeDefined();
    await world.run("system.add_alias", { systemId: world.systemId, alias: "RETOOL.com" });
    expect(await shown("Retool")).toBeUndefined();
  });

  test("a statement without a name counts seats and says of leavers that they are not known", async () => {
    await record({
      source: "Cards",
      channel: "expense",
      name: "Postman",
      seats: 22,
      costCentre: "4410",
      amount: "EUR 308,00",
    });
    const postman = await shown("Postman");
    expect(postman?.usedBy).toEqual({ people: null, leavers: null, seats: 22 });
    expect(postman?.seenIn).toMatchObject([{ channel: "expense", source: "Cards", costCentres: ["4410"] }]);
    expect((await view()).foundLate.unknown).toBeGreaterThan(0);
  });

  test("one person named by key and by mail is one; whoever leaves later is a leaver then", async () => {
    const key = next();
    const email = `${key}@example.com`;
    await record(
      { name: "Figma", person: email },
      { name: "Figma", person: key },
      { name: "Figma", person: "stranger@example.org" },
    );
    expect((await shown("Figma"))?.usedBy).toEqual({ people: 3, leavers: 0, seats: null });
    await world.run("identity.record", { identities: [{ personKey: key, displayName: key, emails: [email] }] });
    await world.run("lifecycle_event.record", { events: [event(key)] });
    expect((await shown("Figma"))?.usedBy).toEqual({ people: 2, leavers: 1, seats: null });
  });

  test("an owner of other systems sees none of it", async () => {
    const actor = userActor("owner", world.ownerId);
    expect(await runQuery(testCtx(db.web, { actor }), listCandidates, {})).toMatchObject({
      ok: false,
      reasons: [{ code: "not_permitted" }],
    });
    await db.web.sql.begin(async (sql) => {
      await sql`select set_config('closeout.rows', 'owned', true), set_config('closeout.identity', ${world.ownerId}, true)`;
      expect(await sql`select 1 from candidate`).toEqual([]);
      expect(await sql`select 1 from candidate_sighting`).toEqual([]);
    });
  });

  test("what was seen cannot be changed", async () => {
    await expect(db.superuser.sql`update candidate_sighting set seats = 1`).rejects.toThrow("facts are only added");
  });
});

describe("what is not ours", () => {
  test("leaves the list with who said so and why, stays away for more of the same, and comes again with a further leaver", async () => {
    const one = await closedLeaver();
    const [row] = await record({ name: "LinkedIn", person: one.email });
    const candidateId = row?.candidateId ?? "";
    await world.run("candidate.dismiss", { candidateId, reason: "People use it for themselves." });
    await record(
      { name: "LinkedIn", person: one.email, seenAt: "2025-10-01" },
      { name: "LinkedIn", person: "stays@example.com" },
    );
    expect(await shown("LinkedIn")).toBeUndefined();
    const [kept] = (await view()).notOurs;
    expect(kept).toMatchObject({ name: "LinkedIn", dismissed: { reason: "People use it for themselves." } });
    const other = await closedLeaver();
    await record({ name: "LinkedIn", person: other.email });
    expect(await shown("LinkedIn")).toMatchObject({ place: "again", leaversSince: 1 });
    await world.run("candidate.dismiss", { candidateId, reason: "Still theirs." });
    expect(await shown("LinkedIn")).toBeUndefined();
    await world.run("candidate.take_back", { candidateId });
    expect(await shown("LinkedIn")).toMatchObject({ place: "open", dismissed: null });
  });
});

describe("what is added", () => {
  test("is a system without owner, observe-only and by hand, and is asked of the closed cases whose leavers used it", async () => {
    const seen = await closedLeaver();
    const other = await closedLeaver();
    const [row] = await record({ name: "Miro", domain: "miro.com", person: seen.email });
    const before = (await view()).foundLate;
    expect(await shown("Miro")).toMatchObject({ closedWithout: [expect.stringMatching(/^LV-\d+$/)] });
    expect(before.systems.find(({ name }) => name === "Miro")).toMatchObject({ slug: null });
    const added = await world.run("candidate.add", { candidateId: row?.candidateId });
    expect(added).toMatchObject({ slug: "miro", closedCases: [seen.caseId] });
    const { sql } = db.superuser;
    const [system] = await sql`select owner_identity_id, connector, acting, tier from system where slug = 'miro'`;
    expect(system).toEqual({ owner_identity_id: null, connector: null, acting: false, tier: 1 });
    const steps =
      await sql`select case_id from step where kind = 'inventory' and system_id = ${added["systemId"] ?? ""}`;
    const cases = steps.map((step) => step["case_id"]);
    expect(cases).toContain(seen.caseId);
    expect(cases).not.toContain(other.caseId);
    const entries = await sql`select 1 from entry where case_id = ${seen.caseId}
      and convert_from(body, 'UTF8') like '%leaver.system_found_late%'`;
    expect(entries).toHaveLength(1);
    // Its names are the system's now, and the metric goes on counting it, with a link.
    expect(await record({ name: "x", domain: "app.miro.com" })).toMatchObject([{ status: "listed" }]);
    expect((await view()).foundLate).toMatchObject({ found: before.found, of: before.of });
    expect((await view()).foundLate.systems.find(({ name }) => name === "Miro")).toMatchObject({ slug: "miro" });
  });

  test("as another name of a listed system makes none", async () => {
    const [row] = await record({ name: "Salesforce.com, Inc." });
    const [before] = await db.superuser.sql`select count(*)::int as n from system`;
    await world.run("candidate.add", { candidateId: row?.candidateId, systemId: world.systemId });
    expect(await db.superuser.sql`select count(*)::int as n from system`).toEqual([before]);
    expect(await record({ name: "SALESFORCE.COM INC" })).toMatchObject([{ status: "listed" }]);
  });

  test("two of one name get addresses of their own", async () => {
    const [one] = await record({ name: "Acme CRM" });
    await world.run("system.register", { slug: "acme-crm", name: "Something else" });
    expect(await world.run("candidate.add", { candidateId: one?.candidateId })).toMatchObject({ slug: "acme-crm-2" });
  });
});
