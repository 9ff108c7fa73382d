import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { findConfirmActor } from "#lib/auth/find-confirm-link.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Role } from "#lib/core/permissions.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { freshSecret } from "#lib/runtime/secret-token.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { attested } from "../testing/examples-by-hand.ts";
import { findCommands } from "../testing/find-commands.ts";
import { digest, inDays, World } from "../testing/world.ts";
import { readConfirm } from "./read-confirm.ts";

let db: TestDatabase;
let world: World;
let item: Awaited<ReturnType<World["linked"]>>;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());
beforeEach(async () => {
  item = await world.linked();
});

const answer = (over: object, key: string | null = null) =>
  execute(
    world.ctx(world.linkActor),
    world.find("confirm.answer"),
    { caseId: item.caseId, itemIds: [item.itemId], place: 0, ...over },
    { idempotencyKey: key },
  );
const page = async () => {
  const read = await runQuery(world.ctx(world.linkActor), readConfirm, {});
  if (!read.ok) throw new Error(read.reasons[0].code);
  return read.value;
};
const refusal = (code: string) => ({ ok: false, reasons: [{ code }] });

describe("the page", () => {
  test("reads, and changes nothing however often it is read", async () => {
    const counts = () => db.superuser.sql`
      select (select count(*)::int from claim) as claims, (select count(*)::int from confirm_answer) as answers,
        (select count(*)::int from entry) as entries, (select xmin::text from confirm_link where id = ${linkId()}) as link`;
    const linkId = () => (world.linkActor.kind === "confirmLink" ? world.linkActor.linkId : "");
    const before = await counts();
    await page();
    const { people } = await page();
    expect(people).toMatchObject([{ caseId: item.caseId, place: 0, mayAnswer: true, answers: [] }]);
    expect(await counts()).toEqual(before);
  });

  test("tells nothing of a leaver before the effective end, of the owner's own case, or of another's items", async () => {
    const { sql } = db.superuser;
    await sql`update leaver_case set effective_at = now() + interval '1 hour' where id = ${item.caseId}`;
    expect((await page()).people).toEqual([]);
    expect(await answer({ answer: "removed" })).toMatchObject(refusal("not_found"));
    await sql`update leaver_case set effective_at = now() - interval '1 hour' where id = ${item.caseId}`;
    await sql`update step set owner_identity_id = ${await world.person()} where id = ${item.stepId}`;
    expect((await page()).people).toEqual([]);
    expect(await answer({ answer: "removed" })).toMatchObject(refusal("not_found"));
    await sql`update step set owner_identity_id = ${world.ownerId} where id = ${item.stepId}`;
    expect((await page()).people).toHaveLength(1);
    await sql`update leaver_case set identity_id = ${world.ownerId}, epoch = 9 where id = ${item.caseId}`;
    expect((await page()).people).toEqual([]);
    expect(await answer({ answer: "removed" })).toMatchObject(refusal("own_case"));
  });
});

describe("I removed it", () => {
  test("is a claim by that human; the stated time is kept and moves no metric", async () => {
    const statedAt = "2026-04-02T08:30";
    expect(await answer({ answer: "removed", statedAt })).toMatchObject({ ok: true });
    expect(await world.verdictOf(item.itemId)).toBe("reported_removed");
    const [claim] = await db.superuser.sql`
      select state, source, actor, now() - at < interval '1 minute' as just_now, stated_at = '2026-04-02 08:30Z' as as_stated
      from claim where item_id = ${item.itemId}`;
    expect(claim).toEqual({
      state: "removed",
      source: "person",
      actor: world.ownerId,
      just_now: true,
      as_stated: true,
    });
    const [one] = (await page()).people;
    expect(one?.answers).toMatchObject([
      { answer: "removed", items: 1, leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
  });

  test("sent twice acts once: under its key it gives the first answer, without one it is too old", async () => {
    const first = await answer({ answer: "removed" }, "the same");
    expect(await answer({ answer: "removed" }, "the same")).toMatchObject({
      ok: true,
      replayed: true,
      result: first.ok && first.result,
    });
    expect(await answer({ answer: "removed" }, "another")).toMatchObject(refusal("version_conflict"));
    expect(await answer({ answer: "still_there" }, "the same")).toMatchObject(refusal("idempotency_conflict"));
    const claims = await db.superuser.sql`select 1 from claim where item_id = ${item.itemId}`;
    expect(claims).toHaveLength(1);
  });

  test("is refused in the future, and to who attested", async () => {
    expect(await answer({ answer: "removed", statedAt: "2099-01-01T00:00" })).toMatchObject(refusal("input_invalid"));
    await db.superuser.sql`insert into attestation (id, item_id, seen_at, recorded_at, by, saw, artefact_digest)
      values (${world.ctx().newId()}, ${item.itemId}, now(), now(), ${world.ownerId}, 'absent', 'x')`;
    expect(await answer({ answer: "removed" })).toMatchObject(refusal("separation_of_duties"));
  });

  test("can be followed by another answer for a day; nothing is deleted", async () => {
    await answer({ answer: "removed" });
    expect(await answer({ answer: "still_there", place: 1 })).toMatchObject({ ok: true });
    expect(await world.verdictOf(item.itemId)).toBe("not_started");
    const claims = await db.superuser.sql`select state from claim where item_id = ${item.itemId} order by at`;
    expect(claims.map((row) => row["state"])).toEqual(["removed", "still_present"]);
    await db.superuser.sql.unsafe("alter table confirm_answer disable trigger only_added");
    await db.superuser.sql`update confirm_answer set at = now() - interval '25 hours' where case_id = ${item.caseId}`;
    await db.superuser.sql.unsafe("alter table confirm_answer enable always trigger only_added");
    expect(await answer({ answer: "removed", place: 2 })).toMatchObject(refusal("transition_refused"));
    expect((await page()).people).toMatchObject([{ mayAnswer: false, place: 2 }]);
  });
});

describe("Not mine", () => {
  const stepOf = async () => {
    const [step] = await db.superuser
      .sql`select owner_identity_id as owner, owner_reason as why from step where id = ${item.stepId}`;
    return step;
  };

  test("pressed beside the deputy gives the deputy the steps", async () => {
    const deputy = await world.person();
    await db.superuser.sql`update system set deputy_identity_id = ${deputy} where id = ${item.systemId}`;
    expect(await answer({ answer: "not_mine", ownerId: deputy })).toMatchObject({ ok: true });
    expect(await stepOf()).toEqual({ owner: deputy, why: "not_mine" });
  });

  test("with a name leaves no owner and keeps whom was named as the suggestion", async () => {
    const named = await world.person("E-named");
    expect(await answer({ answer: "not_mine", who: "E-named" })).toMatchObject({ ok: true });
    expect(await stepOf()).toEqual({ owner: null, why: "not_mine" });
    const [row] = await db.superuser
      .sql`select named_identity_id as named from confirm_answer where case_id = ${item.caseId}`;
    expect(row).toEqual({ named });
    expect((await page()).people).toMatchObject([{ items: [], mayAnswer: false }]);
  });

  test("gives no step to anybody who was not suggested", async () => {
    expect(await answer({ answer: "not_mine", ownerId: await world.person() })).toMatchObject(refusal("owner_unknown"));
  });
});

describe("Needs an exception", () => {
  const until = () => inDays(5).slice(0, 10);

  test("is a request with reason and end, decided by somebody else", async () => {
    expect(await answer({ answer: "exception", reason: "Payroll", until: until() })).toMatchObject({ ok: true });
    const [request] = await db.superuser.sql`
      select state, requested_by as by from exception_request where item_id = ${item.itemId}`;
    expect(request).toEqual({ state: "requested", by: world.ownerId });
    expect(await world.verdictOf(item.itemId)).not.toBe("excepted_until");
  });

  test("needs both, within policy, and takes no field of another answer", async () => {
    expect(await answer({ answer: "exception", until: until() })).toMatchObject(refusal("input_invalid"));
    const late = inDays(400).slice(0, 10);
    expect(await answer({ answer: "exception", reason: "x", until: late })).toMatchObject(
      refusal("exception_too_long"),
    );
    expect(await answer({ answer: "still_there", reason: "x" })).toMatchObject(refusal("input_invalid"));
  });
});

describe("a link", () => {
  const made = async (personKey: string, over: object = {}) => {
    const { secret, digest: kept } = freshSecret("closeout_confirm");
    const input = { system: item.systemId, personKey, digest: kept, ...over };
    const outcome = await execute(world.ctx(), world.find("confirm_link.create"), input, { idempotencyKey: null });
    return { outcome, secret };
  };

  test("stands for its owner until it expires, the owner leaves, or no longer answers for the system", async () => {
    const { secret, outcome } = await made("owner");
    expect(outcome).toMatchObject({ ok: true });
    const found = () => findConfirmActor(world.ctx(), secret);
    expect(await found()).toMatchObject({ kind: "confirmLink", systemId: item.systemId, identityId: world.ownerId });
    const { sql } = db.superuser;
    await sql`update engagement set ended_at = now() where identity_id = ${world.ownerId}`;
    expect(await found()).toBeNull();
    await sql`update engagement set ended_at = null where identity_id = ${world.ownerId}`;
    await sql`update system set owner_identity_id = null where id = ${item.systemId}`;
    expect(await found()).toBeNull();
    await sql`update system set owner_identity_id = ${world.ownerId} where id = ${item.systemId}`;
    await sql`update confirm_link set expires_at = now() where system_id = ${item.systemId}`;
    expect(await found()).toBeNull();
    expect(await findConfirmActor(world.ctx(), `${secret}x`)).toBeNull();
  });

  test("is kept as a digest alone: the secret stands in no row, receipt or entry", async () => {
    const { secret } = await made("owner");
    const rows = await db.superuser.sql`
      select to_jsonb(l)::text as t from confirm_link l union all select to_jsonb(r)::text from command_receipt r
      union all select convert_from(body, 'UTF8') from entry`;
    expect(rows.map((row) => row["t"]).join("\n")).not.toContain(secret.slice(-20));
  });

  test("is made for an owner or deputy who is present, by administrator or analyst", async () => {
    expect((await made("nobody at all")).outcome).toMatchObject(refusal("identity_unknown"));
    expect((await made("left")).outcome).toMatchObject(refusal("owner_unknown"));
    expect((await made("owner", { days: 31 })).outcome).toMatchObject(refusal("input_invalid"));
    expect((await made("owner", { system: "no-such" })).outcome).toMatchObject(refusal("not_found"));
  });

  test("answers for its own system alone, and nobody who is signed in answers in its place", async () => {
    const other = await world.linked();
    const input = { caseId: item.caseId, itemIds: [item.itemId], place: 0, answer: "removed" };
    expect(await answer({ caseId: item.caseId, itemIds: [item.itemId], answer: "removed" })).toMatchObject(
      refusal("not_found"),
    );
    expect(
      await answer({ caseId: other.caseId, itemIds: [other.itemId, item.itemId], answer: "removed" }),
    ).toMatchObject(refusal("not_found"));
    const owner = userActor("owner", world.ownerId);
    const outcome = await execute(world.ctx(owner), world.find("confirm.answer"), input, { idempotencyKey: null });
    expect(outcome).toMatchObject(refusal("not_permitted"));
  });

  test("made again under the same key is the same link", async () => {
    const input = () => ({ system: item.systemId, personKey: "owner", digest: digest() });
    const make = () =>
      execute(world.ctx(maker), world.find("confirm_link.create"), input(), { idempotencyKey: "link" });
    const maker = userActor("analyst");
    const first = await make();
    expect(await make()).toMatchObject({ ok: true, replayed: true, result: first.ok && first.result });
  });
});

describe("whoever made the link held it too", () => {
  const made = async (maker: Actor) => {
    const one = await world.linked({ maker });
    const send = { caseId: one.caseId, itemIds: [one.itemId], place: 0 };
    return { ...one, say: (over: object) => world.run("confirm.answer", { ...send, ...over }, world.linkActor) };
  };
  const attest = (itemId: string, actor: Actor) =>
    execute(world.ctx(actor), world.find("attestation.record"), attested(itemId), { idempotencyKey: null });
  const approve = (requestId: string, actor: Actor) =>
    execute(world.ctx(actor), world.find("exception.approve"), { requestId }, { idempotencyKey: null });
  const person = async (role: Role = "administrator") => userActor(role, idOf(await world.person()));

  test.each(["a person", "nobody"])("and attests nothing that was reported by it, tied to %s", async (tied) => {
    const maker = tied === "a person" ? await person() : userActor("administrator");
    const { itemId, say } = await made(maker);
    await say({ answer: "removed" });
    expect(await attest(itemId, maker)).toMatchObject(refusal("separation_of_duties"));
    expect(await attest(itemId, await person("analyst"))).toMatchObject({ ok: true });
  });

  test("and decides on no exception that was asked for by it, nor on one of an item reported by it", async () => {
    const maker = await person();
    const asked = await made(maker);
    await asked.say({ answer: "exception", reason: "Payroll", until: inDays(9).slice(0, 10) });
    const reported = await made(maker);
    await reported.say({ answer: "removed" });
    const input = { itemId: reported.itemId, reason: "Payroll", until: inDays(9) };
    await world.run("exception.request", input, await person("analyst"));
    for (const { itemId } of [asked, reported]) {
      const [row] = await db.superuser.sql`select id from exception_request where item_id = ${itemId}`;
      expect(await approve(row?.["id"], maker)).toMatchObject(refusal("separation_of_duties"));
      expect(await approve(row?.["id"], userActor("administrator"))).toMatchObject(refusal("separation_of_duties"));
      expect(await approve(row?.["id"], await person())).toMatchObject({ ok: true });
    }
  });

  test("and a sign-in that is tied to nobody may be the owner who answered, unless the owner signs in", async () => {
    const { itemId, say } = await made(await person());
    await say({ answer: "removed" });
    const outcome = await attest(itemId, userActor("analyst"));
    expect(outcome).toMatchObject(refusal("separation_of_duties"));
    expect(outcome.ok ? "" : outcome.reasons[0].sentence).toContain("sign-in-link --person");
    const id = world.ctx().newId();
    await db.superuser.sql`insert into app_user (id, identity_id, role, name, created_at)
      values (${id}, ${world.ownerId}, 'owner', 'Owner', now())`;
    expect(await attest(itemId, userActor("analyst"))).toMatchObject({ ok: true });
    await db.superuser.sql`delete from app_user where id = ${id}`;
  });
});
