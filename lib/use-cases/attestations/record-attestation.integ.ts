import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { attested } from "../testing/examples-by-hand.ts";
import { findCommands } from "../testing/find-commands.ts";
import { World } from "../testing/world.ts";

let db: TestDatabase;
let world: World;
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());

const attest = (input: object, actor?: Actor) =>
  execute(world.ctx(actor), world.find("attestation.record"), input, { idempotencyKey: null });
const refusal = (code: string, path?: string) => ({
  ok: false,
  reasons: [path === undefined ? { code } : { code, path }],
});
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const file = (bytes: Uint8Array, name = "seen.png") => ({
  reference: undefined,
  file: { name, base64: Buffer.from(bytes).toString("base64") },
});

describe("a second person's word", () => {
  test("makes an item Attested, ends the step that waited, and asks the case's gate", async () => {
    const { itemId, stepId, caseId } = await world.byHand();
    await db.superuser.sql`update leaver_case set settle_at = null where id = ${caseId}`;
    await db.superuser
      .sql`update step set not_before = now() + interval '1 day' where case_id = ${caseId} and kind = 'inventory'`;
    expect(await world.verdictOf(itemId)).toBe("reported_removed");
    expect(await attest(attested(itemId))).toMatchObject({ ok: true, result: { verdict: "attested" } });
    expect(await world.verdictOf(itemId)).toBe("attested");
    const [row] = await db.superuser.sql`
      select s.state, (select settle_at is not null from leaver_case where id = ${caseId}) as asked from step s where s.id = ${stepId}`;
    expect(row).toEqual({ state: "ended", asked: true });
  });

  test("keeps the file in a row that can be deleted, and its SHA-256 alone in fact and ledger", async () => {
    const { itemId, caseId } = await world.byHand();
    const outcome = await attest(attested(itemId, { ...file(PNG), statement: "Canary words" }));
    expect(outcome).toMatchObject({ ok: true });
    const digest = createHash("sha256").update(PNG).digest("hex");
    const [fact] = await db.superuser
      .sql`select to_jsonb(a)::text as t, a.artefact_digest from attestation a where item_id = ${itemId}`;
    const entries = await db.superuser.sql`select convert_from(body, 'UTF8') as t from entry where case_id = ${caseId}`;
    expect(fact?.["artefact_digest"]).toBe(digest);
    const ledger = entries.map((row) => row["t"]).join("\n");
    expect(ledger).toContain(digest);
    for (const text of [ledger, fact?.["t"]]) expect(text).not.toMatch(/seen\.png|Canary words/);
    const [kept] = await db.superuser.sql`
      select f.kind, f.name, f.body from artefact f join attestation a on a.id = f.fact_id where a.item_id = ${itemId}`;
    expect(kept).toMatchObject({ kind: "png", name: "seen.png" });
    expect(Buffer.compare(kept?.["body"], PNG)).toBe(0);
    await db.superuser
      .sql`delete from artefact where fact_id in (select id from attestation where item_id = ${itemId})`;
    expect(await world.verdictOf(itemId)).toBe("attested");
  });

  test("names a reference in the ledger by a salted commitment", async () => {
    const { itemId, caseId } = await world.byHand();
    await attest(attested(itemId));
    const [row] = await db.superuser.sql`
      select a.artefact_digest as digest, d.value, (select count(*)::int from entry where case_id = ${caseId}
        and convert_from(body, 'UTF8') like '%tickets.example.com%') as told
      from attestation a join disclosure d on d.digest = a.artefact_digest where a.item_id = ${itemId}`;
    expect(row).toMatchObject({ value: "https://tickets.example.com/4711", told: 0 });
  });

  test("that it is still usable is recorded and takes an earlier word back", async () => {
    const { itemId } = await world.byHand();
    await attest(attested(itemId));
    const second = await attest(attested(itemId, { saw: "active" }), userActor("analyst"));
    expect(second).toMatchObject({ ok: true, result: { verdict: "reported_removed" } });
  });
});

describe("nobody attests", () => {
  test("where nothing was reported yet", async () => {
    const { itemId } = await world.byHand({ claimed: false });
    expect(await attest(attested(itemId))).toMatchObject(refusal("second_person_required"));
  });

  test.each([0, 1])("on tier %i: it needs a snapshot or an exception", async (tier) => {
    const { itemId } = await world.byHand({ tier });
    const outcome = await attest(attested(itemId));
    expect(outcome).toMatchObject(refusal("attestation_refused"));
    expect(outcome.ok ? "" : outcome.reasons[0].sentence).toMatch(/needs a snapshot of the system, or an exception/);
  });

  test.each(["connector", "snapshot"])("where a %s looks", async (means) => {
    const { itemId, systemId } = await world.byHand();
    await db.superuser.sql`update system_layer set observe = ${means} where system_id = ${systemId}`;
    expect(await attest(attested(itemId))).toMatchObject(refusal("attestation_refused"));
  });

  test("to what they reported themselves, not with another token either", async () => {
    const { itemId, claimer } = await world.byHand();
    expect(await attest(attested(itemId), claimer)).toMatchObject(refusal("separation_of_duties"));
    const human = "identityId" in claimer ? claimer.identityId : null;
    const token: Actor = { kind: "apiKey", tokenId: "t", userId: "another", identityId: human, role: "administrator" };
    expect(await attest(attested(itemId), token)).toMatchObject(refusal("separation_of_duties"));
  });

  test("on their own case, not as a bot they answer for either", async () => {
    const { itemId, identityId } = await world.byHand();
    expect(await attest(attested(itemId), userActor("analyst", identityId))).toMatchObject(refusal("own_case"));
    const bot = world.ctx().newId();
    await db.superuser
      .sql`insert into identity (id, kind, accountable_identity_id, created_at) values (${bot}, 'bot', ${identityId}, now())`;
    expect(await attest(attested(itemId), userActor("analyst", idOf(bot)))).toMatchObject(refusal("own_case"));
  });

  test("to the future, to a time without a zone, or to a time before the report", async () => {
    const { itemId } = await world.byHand();
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    expect(await attest(attested(itemId, { seenAt: at(3_600_000) }))).toMatchObject(refusal("input_invalid", "seenAt"));
    expect(await attest(attested(itemId, { seenAt: at(-3_600_000) }))).toMatchObject(
      refusal("input_invalid", "seenAt"),
    );
    expect(await attest(attested(itemId, { seenAt: "2026-01-01T10:00" }))).toMatchObject(
      refusal("input_invalid", "seenAt"),
    );
    const zone = "Mars/Olympus";
    expect(await attest(attested(itemId, { seenAt: "2026-01-01T10:00", zone }))).toMatchObject(
      refusal("input_invalid", "seenAt"),
    );
  });

  test("without an artefact, with two, or with a file of another type or size", async () => {
    const { itemId } = await world.byHand();
    const send = (over: object) => attest(attested(itemId, over));
    expect(await send({ reference: undefined })).toMatchObject(refusal("artefact_missing"));
    expect(await send({ ...file(PNG), reference: "x" })).toMatchObject(refusal("input_invalid", "reference"));
    expect(await send(file(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), "a.png"))).toMatchObject(
      refusal("input_invalid", "file"),
    );
    expect(await send(file(Buffer.alloc(5 * 1024 * 1024 + 1, 32), "a.txt"))).toMatchObject(refusal("input_too_large"));
    expect(await send(file(Buffer.alloc(5 * 1024 * 1024, 32), "a.txt"))).toMatchObject({ ok: true });
  });

  test("once the case has ended, or to an item of another leaver", async () => {
    const [one, other] = [await world.byHand(), await world.byHand()];
    expect(await attest(attested(one.itemId, { leaverId: other.caseId }))).toMatchObject(refusal("not_found"));
    await db.superuser.sql`update leaver_case set state = 'closed_attested' where id = ${one.caseId}`;
    expect(await attest(attested(one.itemId))).toMatchObject(refusal("transition_refused"));
    await db.superuser.sql`update leaver_case set state = 'cancelled' where id = ${one.caseId}`;
    expect(await attest(attested(one.itemId))).toMatchObject(refusal("epoch_passed"));
  });

  test("to a system of somebody else", async () => {
    const { itemId } = await world.byHand();
    expect(await attest(attested(itemId), userActor("owner", await world.person()))).toMatchObject(
      refusal("not_found"),
    );
    expect(await attest(attested(itemId), userActor("owner", world.ownerId))).toMatchObject({ ok: true });
  });
});
