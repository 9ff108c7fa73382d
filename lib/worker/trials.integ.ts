import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { recordInChunks } from "#lib/use-cases/intake/record-in-chunks.ts";
import { changeConnection } from "#lib/use-cases/systems/change-connection.ts";
import { connectSystem } from "#lib/use-cases/systems/connect-system.ts";
import { forgetDrafts } from "#lib/use-cases/systems/forget-drafts.ts";
import { readDraft } from "#lib/use-cases/systems/read-draft.ts";
import { stopTrial } from "#lib/use-cases/systems/stop-trial.ts";
import { tryConnection } from "#lib/use-cases/systems/try-connection.ts";
import { type Drafted, openTrialStage, SEEDS, type TrialStage } from "./testing/trial-stage.ts";
import { until } from "./testing/until.ts";

let stage: TrialStage;
let db: TrialStage["db"];
let web: TrialStage["web"];
let worker: TrialStage["worker"];
beforeAll(async () => {
  stage = await openTrialStage();
  ({ db, web, worker } = stage);
});
afterAll(() => stage.close());
beforeEach(() => db.superuser.sql`delete from connection_draft`);

const target = (name?: string) => stage.target(name);
const keep = (over: Drafted) => stage.keep(over);
const drafted = (over?: Drafted) => stage.drafted(over);
const read = (draftId: string) => stage.read(draftId);
const tried = (draftId: string, person?: string) => stage.tried(draftId, person);

const secretsOf = async (systemId: string) =>
  (
    await db.superuser.sql`
    select name, draft_id as draft, encode(sealed, 'base64') as sealed from system_secret where system_id = ${systemId} order by name`
  ).map((row) => ({
    name: row["name"],
    draft: row["draft"],
    secret: stage.openSecret(systemId, row["name"], Buffer.from(row["sealed"], "base64")),
  }));

const systemIdOf = async (draftId: string): Promise<string> =>
  (await db.superuser.sql`select system_id as id from connection_draft where id = ${draftId}`)[0]?.["id"];

describe("a connection that is not saved", () => {
  it("is tried by the worker with its sealed credential, finds a person, and becomes a system that only looks", async () => {
    const draftId = await drafted();
    const systemId = await systemIdOf(draftId);
    const checked = await tried(draftId);
    expect(checked.check).toMatchObject({ reachable: true, authorised: true });
    expect(checked.check?.steps.map(({ name, passed }) => [name, passed])).toEqual([
      ["The system answers", true],
      ["The credential is accepted", true],
      ["Accounts are listed", true],
    ]);
    expect(checked.check?.layers.find(({ layer }) => layer === "group")).toMatchObject({ observe: "yes", act: true });
    expect(checked.check?.layers.find(({ layer }) => layer === "session")).toMatchObject({ observe: "not offered" });
    const [seed] = SEEDS;
    const found = await tried(draftId, seed?.email ?? "");
    expect(found.found?.accounts.map(({ userName, presence }) => [userName, presence])).toEqual([
      [seed?.email, "active"],
    ]);
    expect(found.found?.accessTotal).toBeGreaterThan(0);
    expect(target().log.filter(({ method }) => method !== "GET")).toEqual([]);
    // Nothing of it is a system yet.
    expect(await db.superuser.sql`select from system where id = ${systemId}`).toHaveLength(0);
    const saved = await execute(
      web,
      connectSystem,
      { draftId, name: "CRM", slug: "crm", tier: 1 },
      { idempotencyKey: null },
    );
    expect(saved).toMatchObject({ ok: true, result: { id: systemId, slug: "crm" } });
    const [system] = await db.superuser.sql`select acting, check_ok, dialect from system where id = ${systemId}`;
    expect(system).toMatchObject({ acting: false, check_ok: true, dialect: { groups: true } });
    expect(await secretsOf(systemId)).toEqual([{ name: "token", draft: null, secret: target().token }]);
    expect(await db.superuser.sql`select from connection_draft`).toHaveLength(0);
  });

  it("never gives a secret back, and is its maker's alone", async () => {
    const draftId = await drafted({ token: "canary-secret" });
    expect(JSON.stringify(await read(draftId))).not.toContain("canary");
    expect((await read(draftId)).secretsKept).toEqual(["token"]);
    const other = { ...web, actor: userActor("administrator") };
    expect(await runQuery(other, readDraft, { draftId })).toMatchObject({
      ok: false,
      reasons: [{ code: "not_found" }],
    });
    await expect(db.web.sql`select sealed from system_secret`).rejects.toThrow("permission denied");
    const entries = await db.superuser.sql`select convert_from(body, 'UTF8') as body from entry`;
    expect(JSON.stringify(entries)).not.toContain("canary");
    expect(JSON.stringify(await db.superuser.sql`select * from command_receipt`)).not.toContain("canary");
  });

  it("names the field that is missing or wrong, and keeps what was sent before", async () => {
    const draftId = await drafted();
    const reasons = async (over: Drafted) => {
      const kept = await keep({ draftId, ...over });
      return kept.ok ? [] : kept.reasons.map(({ path, sentence }) => `${path} ${sentence}`);
    };
    expect(await reasons({ baseUrl: "" })).toEqual([
      "config.baseUrl SCIM address is missing. What you typed is kept here. Enter it.",
    ]);
    expect((await reasons({ baseUrl: "gopher://x" })).join()).toMatch(
      /^config\.baseUrl The address must begin with https/,
    );
    expect((await reasons({ more: { pageSize: 0 } })).join()).toMatch(
      /^config\.pageSize Accounts a page must be at least 1\. What you typed is kept here\. Correct it\.$/,
    );
    const fresh = await keep({ token: null });
    expect(fresh).toMatchObject({ ok: false, reasons: [{ path: "secrets.token" }] });
    // Kept from before: it need not be typed again.
    expect((await keep({ draftId, token: null })).ok).toBe(true);
    expect((await read(draftId)).settings).toMatchObject({ baseUrl: target().baseUrl });
  });

  it("cannot be saved before the target has accepted these very settings", async () => {
    const draftId = await drafted();
    const save = () => execute(web, connectSystem, { draftId, name: "X", slug: "x" }, { idempotencyKey: null });
    const unproved = { ok: false, reasons: [{ code: "connection_unproved" }] };
    expect(await save()).toMatchObject(unproved);
    await tried(draftId);
    await drafted({ draftId, token: "another" });
    expect(await save()).toMatchObject(unproved);
    expect((await tried(draftId)).check?.authorised).toBe(false);
    expect(await save()).toMatchObject(unproved);
  });

  it("and its credential are forgotten a day after it was last touched", async () => {
    const [old, fresh] = [await drafted(), await drafted()];
    const systemId = await systemIdOf(old);
    await db.superuser.sql`update connection_draft set touched_at = now() - interval '25 hours' where id = ${old}`;
    await forgetDrafts(worker);
    expect((await db.superuser.sql`select id from connection_draft`).map((row) => row["id"])).toEqual([fresh]);
    expect(await secretsOf(systemId)).toEqual([]);
  });
});

describe("a trial", () => {
  const findings = async (over: Drafted) => (await tried(await drafted(over))).check?.findings.join(" ") ?? "";

  it("says in words what is wrong with address, token and line", async () => {
    expect(await findings({ token: "wrong" })).toMatch(/refuses the token \(401\).*Check that it is valid/);
    expect(await findings({ baseUrl: target().baseUrl.replace("/s/", "/nowhere/") })).toMatch(
      /no SCIM service at this address|not a SCIM/,
    );
    expect(await findings({ baseUrl: "https://10.0.0.1/scim/v2" })).toContain("private or not allowed as a target");
    expect(await findings({ baseUrl: "http://127.0.0.1:9/scim/v2" })).toContain("Nothing answers at this address");
  });

  it("of somebody else's system says that none of its accounts is of anybody known", async () => {
    expect(await findings({})).not.toContain("of anybody known");
    const identities = [{ personKey: "other", displayName: "Other", emails: ["other@elsewhere.example"] }];
    const recorded = await execute(web, recordIdentities, { identities }, { idempotencyKey: null });
    expect(recorded.ok).toBe(true);
    expect(await findings({})).toContain("is of anybody known here");
    const ours = [{ personKey: "ours", displayName: "Ours", emails: [SEEDS[1]?.email ?? ""] }];
    await execute(web, recordIdentities, { identities: ours }, { idempotencyKey: null });
    expect(await findings({})).not.toContain("of anybody known");
  });

  it("that was stopped writes nothing more, and can be asked for again", async () => {
    const draftId = await drafted({ baseUrl: target("Slow").baseUrl, token: target("Slow").token });
    await execute(web, tryConnection, { draftId }, { idempotencyKey: null });
    await until(
      "taken",
      () => read(draftId),
      ({ trial }) => trial?.state === "running",
    );
    const stopped = await execute(web, stopTrial, { draftId }, { idempotencyKey: null });
    expect(stopped.ok).toBe(true);
    expect(await read(draftId)).toMatchObject({ trial: null, check: null });
    expect((await tried(draftId)).check?.authorised).toBe(true);
  });

  it("of a worker that is gone is taken over by another", async () => {
    const draftId = await drafted();
    await db.superuser.sql`
      update connection_draft set trial_id = gen_random_uuid(), trial_state = 'running', trial_asked_at = now(), attempts = 1,
        lease_until = now() - interval '1 second' where id = ${draftId}`;
    const over = await until(
      "ended",
      () => read(draftId),
      ({ trial }) => trial?.state === "ended",
    );
    expect(over.check?.authorised).toBe(true);
  });
});

describe("a system's connection", () => {
  async function connected(slug: string) {
    const draftId = await drafted();
    await tried(draftId);
    const saved = await execute(web, connectSystem, { draftId, name: slug, slug }, { idempotencyKey: null });
    if (!saved.ok) throw new Error(JSON.stringify(saved.reasons));
    return saved.result.id;
  }

  it("is changed with its credential kept where it leads to the same place", async () => {
    const systemId = await connected("same-place");
    await db.superuser.sql`update system set acting = true where id = ${systemId}`;
    const draftId = await drafted({ systemId, token: null, more: { pageSize: 7 } });
    expect((await read(draftId)).secretsKept).toEqual(["token"]);
    expect((await tried(draftId)).check?.authorised).toBe(true);
    const changed = await execute(web, changeConnection, { draftId }, { idempotencyKey: null });
    expect(changed).toMatchObject({ ok: true, result: { systemId, stoppedActing: false } });
    const [system] = await db.superuser.sql`select acting, config from system where id = ${systemId}`;
    expect(system).toMatchObject({ acting: true, config: { pageSize: 7 } });
    expect(await secretsOf(systemId)).toEqual([{ name: "token", draft: null, secret: target().token }]);
  });

  it("never sends a kept credential to another place: it is entered anew, and acting is switched off", async () => {
    const systemId = await connected("elsewhere");
    await db.superuser.sql`update system set acting = true where id = ${systemId}`;
    const { baseUrl, token } = target("Slow");
    expect(await keep({ systemId, baseUrl, token: null })).toMatchObject({
      ok: false,
      reasons: [{ path: "secrets.token" }],
    });
    const draftId = await drafted({ systemId, baseUrl, token });
    await tried(draftId);
    const before = await secretsOf(systemId);
    expect(before.map(({ draft }) => draft === null)).toEqual(expect.arrayContaining([true, false]));
    const changed = await execute(web, changeConnection, { draftId }, { idempotencyKey: null });
    expect(changed).toMatchObject({ ok: true, result: { stoppedActing: true } });
    expect(await secretsOf(systemId)).toEqual([{ name: "token", draft: null, secret: token }]);
    const [system] = await db.superuser.sql`select acting from system where id = ${systemId}`;
    expect(system).toMatchObject({ acting: false });
  });

  it("that leads elsewhere counts no earlier reading for anybody, and no draft of the connection before lives on", async () => {
    const { sql } = db.superuser;
    const identities = [{ personKey: "leaves", displayName: "Leaves" }];
    await execute(web, recordIdentities, { identities }, { idempotencyKey: null });
    const event = { source: "hr", eventId: "e-1", personKey: "leaves", effectiveAt: "2026-01-05T18:00", zone: "UTC" };
    await recordInChunks(web, [event], null);
    const systemId = await connected("read-elsewhere");
    const read = await sql`update step set state = 'ended', ended_at = now(), result = '{"readAt":1}'
      where system_id = ${systemId} and kind = 'inventory' returning id`;
    expect(read).toHaveLength(1);
    // It keeps the credential, since it leads where the system is now: saved later, it would take the new one there.
    const stale = await drafted({ systemId, token: null, more: { pageSize: 9 } });
    await tried(stale);
    const { baseUrl, token } = target("Slow");
    const draftId = await drafted({ systemId, baseUrl, token });
    await tried(draftId);
    expect((await execute(web, changeConnection, { draftId }, { idempotencyKey: null })).ok).toBe(true);
    expect(await sql`select from step where system_id = ${systemId} and result ? 'readAt'`).toHaveLength(0);
    expect(
      await sql`select from step where system_id = ${systemId} and kind = 'inventory' and state = 'ready'`,
    ).not.toHaveLength(0);
    const late = await execute(web, changeConnection, { draftId: stale }, { idempotencyKey: null });
    expect(late).toMatchObject({ ok: false, reasons: [{ code: "not_found" }] });
  });
});
