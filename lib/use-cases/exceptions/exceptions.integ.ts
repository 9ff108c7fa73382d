import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { attested } from "../testing/examples-by-hand.ts";
import { findCommands } from "../testing/find-commands.ts";
import { inDays, World } from "../testing/world.ts";
import { ageVerdicts } from "../verdicts/age-verdicts.ts";
import { listExceptions } from "./list-exceptions.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const send = (name: string, input: object, actor?: Actor, expectedVersion: number | null = null) =>
  execute(world.ctx(actor), world.find(name), input, { idempotencyKey: null, expectedVersion });
const refusal = (code: string) => ({ ok: false, reasons: [{ code }] });
const humanOf = (actor: Actor) => ("identityId" in actor ? actor.identityId : null);

describe("an exception", () => {
  test("changes nothing until another person approves it; then the item reads Excepted until its end", async () => {
    const { itemId, requestId } = await world.requested();
    expect(await world.verdictOf(itemId)).toBe("reported_removed");
    expect(await send("exception.approve", { requestId })).toMatchObject({ ok: true });
    expect(await world.verdictOf(itemId)).toBe("excepted_until");
    const [fact] = await db.superuser.sql`
      select e.until = r.until as same, e.approved_by <> e.requested_by as apart from exception e
      join exception_request r on r.item_id = e.item_id where e.item_id = ${itemId}`;
    expect(fact).toEqual({ same: true, apart: true });
  });

  test("ends by itself: the tick after its end gives back what was there before, and asks the gate", async () => {
    const { itemId, caseId } = await world.byHand();
    const { newId } = world.ctx();
    await db.superuser.sql`insert into exception (id, item_id, requested_by, approved_by, approved_at, until, reason)
      values (${newId()}, ${itemId}, 'a', 'b', now() - interval '2 days', now() - interval '1 second', 'digest')`;
    await db.superuser.sql`update item_verdict set key = 'excepted_until', until = now() - interval '1 second',
      valid_until = now() - interval '1 second' where item_id = ${itemId}`;
    await db.superuser.sql`update leaver_case set settle_at = null where id = ${caseId}`;
    await db.superuser.sql`update step set not_before = now() + interval '1 day' where case_id = ${caseId}`;
    expect(await ageVerdicts(testCtx(db.worker, { actor: { kind: "job", credential: "worker" } }))).toBeGreaterThan(0);
    expect(await world.verdictOf(itemId)).toBe("reported_removed");
    const [row] = await db.superuser.sql`select settle_at is not null as asked from leaver_case where id = ${caseId}`;
    expect(row).toEqual({ asked: true });
  });

  test("keeps its reason in a row that can be deleted; fact, request and ledger hold a commitment", async () => {
    const { itemId, caseId, requestId } = await world.requested({ reason: "Canary reason" });
    await send("exception.approve", { requestId });
    const rows = await db.superuser.sql`
      select to_jsonb(e)::text as t from exception e where item_id = ${itemId}
      union all select to_jsonb(r)::text from exception_request r where item_id = ${itemId}
      union all select convert_from(body, 'UTF8') from entry where case_id = ${caseId}`;
    expect(rows.map((row) => row["t"]).join("\n")).not.toContain("Canary");
    const [kept] = await db.superuser.sql`
      select d.value from disclosure d join exception e on e.reason = d.digest where e.item_id = ${itemId}`;
    expect(kept?.["value"]).toBe("Canary reason");
  });

  test("that was refused leaves the item open, and another may be asked for", async () => {
    const { itemId, requestId } = await world.requested();
    expect(await send("exception.refuse", { requestId })).toMatchObject({ ok: true });
    expect(await world.verdictOf(itemId)).toBe("reported_removed");
    expect(await send("exception.request", { itemId, reason: "Again", until: inDays(3) })).toMatchObject({ ok: true });
  });
});

describe("nobody decides on an exception", () => {
  const decide = (requestId: string, actor?: Actor) => send("exception.approve", { requestId }, actor);

  test("that they asked for, not with a token either", async () => {
    const { requestId, requester } = await world.requested();
    const identityId = humanOf(requester);
    for (const name of ["exception.approve", "exception.refuse"]) {
      const asked = userActor("administrator", identityId);
      expect(await send(name, { requestId }, asked)).toMatchObject(refusal("separation_of_duties"));
      const token: Actor = { kind: "apiKey", tokenId: "t", userId: "u", identityId, role: "administrator" };
      expect(await send(name, { requestId }, token)).toMatchObject(refusal("separation_of_duties"));
    }
  });

  test("of an item they acted on, verified, or are", async () => {
    const { requestId, claimer, identityId, itemId } = await world.requested();
    const acted = userActor("administrator", humanOf(claimer));
    expect(await decide(requestId, acted)).toMatchObject(refusal("separation_of_duties"));
    expect(await decide(requestId, userActor("administrator", identityId))).toMatchObject(refusal("own_case"));
    const verifier = userActor("administrator", await world.person());
    await world.run("attestation.record", attested(itemId, { saw: "active" }), verifier);
    expect(await decide(requestId, verifier)).toMatchObject(refusal("separation_of_duties"));
    const operator: Actor = { kind: "operator", name: "uid-0" };
    expect(await decide(requestId, operator)).toMatchObject(refusal("separation_of_duties"));
    expect(await decide(requestId, userActor("administrator", await world.person()))).toMatchObject({ ok: true });
  });

  test("twice, after its end, on another version, or once the case has ended", async () => {
    const once = await world.requested();
    expect(await send("exception.approve", { requestId: once.requestId }, undefined, 7)).toMatchObject(
      refusal("version_conflict"),
    );
    await decide(once.requestId);
    expect(await decide(once.requestId)).toMatchObject(refusal("transition_refused"));
    const late = await world.requested();
    await db.superuser.sql`update exception_request set until = now() - interval '1 hour' where id = ${late.requestId}`;
    expect(await decide(late.requestId)).toMatchObject(refusal("exception_without_end"));
    const ended = await world.requested();
    await db.superuser.sql`update leaver_case set state = 'closed_verified' where id = ${ended.caseId}`;
    expect(await decide(ended.requestId)).toMatchObject(refusal("transition_refused"));
  });
});

describe("nobody asks for an exception", () => {
  const ask = (itemId: string, over: object = {}, actor?: Actor) =>
    send("exception.request", { itemId, reason: "Payroll", until: inDays(5), ...over }, actor);

  test("on their own case, twice at a time, without an end or beyond policy", async () => {
    const { itemId, identityId } = await world.byHand();
    expect(await ask(itemId, {}, userActor("owner", identityId))).toMatchObject({ ok: false });
    expect(await ask(itemId, {}, userActor("analyst", identityId))).toMatchObject(refusal("own_case"));
    expect(await ask(itemId, { until: inDays(-1) })).toMatchObject(refusal("exception_without_end"));
    expect(await ask(itemId, { until: inDays(91) })).toMatchObject(refusal("exception_too_long"));
    expect(await ask(itemId, { until: "soon" })).toMatchObject(refusal("input_invalid"));
    expect(await ask(itemId, { reason: " " })).toMatchObject(refusal("input_invalid"));
    expect(await ask(itemId)).toMatchObject({ ok: true });
    expect(await ask(itemId)).toMatchObject(refusal("transition_refused"));
  });

  test("for what is proved already", async () => {
    const { itemId } = await world.byHand();
    await world.run("attestation.record", attested(itemId));
    expect(await ask(itemId)).toMatchObject(refusal("transition_refused"));
  });
});

describe("a hold", () => {
  test("keeps an item until its end by a named authority, whose name stands in a deletable row", async () => {
    const { itemId, caseId } = await world.byHand();
    const ordered = await send("hold.order", { itemId, authority: "Legal, matter 14", until: inDays(400) });
    expect(ordered).toMatchObject({ ok: true, result: { verdict: "retained_until" } });
    const [kept] = await db.superuser.sql`
      select d.value, (select count(*)::int from entry where case_id = ${caseId} and convert_from(body, 'UTF8') like '%matter 14%') as told
      from disclosure d join hold h on h.authority = d.digest where h.item_id = ${itemId}`;
    expect(kept).toEqual({ value: "Legal, matter 14", told: 0 });
  });

  test("is not ordered on one's own case, for ever, or over what is proved", async () => {
    const { itemId, identityId } = await world.byHand();
    const order = (over: object = {}, actor?: Actor) =>
      send("hold.order", { itemId, authority: "Legal", until: inDays(30), ...over }, actor);
    expect(await order({}, userActor("administrator", identityId))).toMatchObject(refusal("own_case"));
    expect(await order({ until: inDays(4000) })).toMatchObject(refusal("exception_too_long"));
    expect(await order({ authority: "" })).toMatchObject(refusal("input_invalid"));
    await world.run("attestation.record", attested(itemId));
    expect(await order()).toMatchObject(refusal("transition_refused"));
  });
});

describe("the list", () => {
  const list = (input: object, actor?: Actor) => runQuery(world.ctx(actor), listExceptions, input);

  test("keeps requested, running, expired and refused apart, each counted, a page at a time", async () => {
    const { sql } = db.superuser;
    await sql`delete from exception_request`;
    const [asked, running, expired, refused] = [
      await world.requested({ reason: "Asked" }),
      await world.requested({ reason: "Running" }),
      await world.requested({ reason: "Expired" }),
      await world.requested({ reason: "Refused" }),
    ];
    for (const { requestId } of [running, expired]) await world.run("exception.approve", { requestId });
    await world.run("exception.refuse", { requestId: refused.requestId });
    await sql`update exception_request set until = now() - interval '1 day' where id = ${expired.requestId}`;
    for (const [tab, { requestId }, reason] of [
      ["requested", asked, "Asked"],
      ["running", running, "Running"],
      ["expired", expired, "Expired"],
      ["refused", refused, "Refused"],
    ] as const) {
      const read = await list({ tab });
      expect(read.ok && read.value.tabs.map(({ count }) => count)).toEqual([1, 1, 1, 1]);
      expect(read).toMatchObject({ ok: true, value: { rows: [{ id: requestId, reason }], nextCursor: null } });
    }
    await world.requested({ until: inDays(20) });
    const first = await list({ limit: 1 });
    const cursor = first.ok ? first.value.nextCursor : null;
    expect(first).toMatchObject({ ok: true, value: { rows: [{ id: asked.requestId }] } });
    const second = await list({ limit: 1, cursor });
    expect(second.ok && second.value.rows.map(({ id }) => id)).not.toEqual([asked.requestId]);
    expect(await list({ cursor: "not one of ours" })).toMatchObject(refusal("input_invalid"));
  });

  test("offers the decision to who may take it, and says why not to who asked", async () => {
    const { requestId, requester, identityId } = await world.requested();
    const decideFor = async (actor: Actor) => {
      const read = await list({ limit: 200 }, actor);
      return read.ok ? read.value.rows.find(({ id }) => id === requestId)?.decide : undefined;
    };
    expect(await decideFor(userActor("administrator"))).toEqual({ may: true, why: null });
    expect(await decideFor(userActor("analyst"))).toEqual({ may: false, why: null });
    expect(await decideFor(userActor("administrator", humanOf(requester)))).toMatchObject({ may: false });
    expect(await decideFor(userActor("administrator", identityId))).toMatchObject({ may: false });
  });

  test("shows an owner the requests of their own systems alone", async () => {
    const { requestId } = await world.requested();
    const stranger = await list({}, userActor("owner", await world.person()));
    expect(stranger).toMatchObject({ ok: true, value: { rows: [] } });
    const own = await list({ limit: 200 }, userActor("owner", world.ownerId));
    expect(own.ok && own.value.rows.map(({ id }) => id)).toContain(requestId);
  });
});
