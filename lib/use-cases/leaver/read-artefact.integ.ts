import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { runQuery } from "../_kit/query.ts";
import { attested } from "../testing/examples-by-hand.ts";
import { findCommands } from "../testing/find-commands.ts";
import { NOWHERE, World } from "../testing/world.ts";
import { readAttestedArtefact } from "./read-artefact.ts";
import { readItem } from "./read-item.ts";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

let db: TestDatabase;
let world: World;
let item: Awaited<ReturnType<World["byHand"]>>;
let artefactId = "";
beforeAll(async () => {
  db = await createTestDatabase();
  world = new World(db, await findCommands());
  await world.fill();
});
afterAll(() => db.drop());
beforeEach(async () => {
  item = await world.byHand();
  const file = { name: "../seen.png", base64: PNG.toString("base64") };
  await world.run("attestation.record", attested(item.itemId, { reference: undefined, file }));
  const [row] = await db.superuser
    .sql`select f.id from artefact f join attestation a on a.id = f.fact_id where a.item_id = ${item.itemId}`;
  artefactId = row?.["id"];
});

const read = (over: object = {}, actor: Actor = userActor("auditor")) =>
  runQuery(world.ctx(actor), readAttestedArtefact, {
    leaver: item.caseId,
    itemId: item.itemId,
    artefactId,
    ...over,
  });
const refusal = (code: string) => ({ ok: false, reasons: [{ code }] });

describe("what was attached to an attestation", () => {
  test("is given out byte for byte to every role that may see the case, under no name of its sender's", async () => {
    for (const role of ["administrator", "analyst", "auditor"] as const) {
      const found = await read({}, userActor(role));
      if (!found.ok) throw new Error(JSON.stringify(found.reasons));
      expect(Buffer.from(found.value.bytes).equals(PNG)).toBe(true);
      expect(found.value).toMatchObject({ kind: "png", leaverId: expect.stringMatching(/^LV-\d+$/) });
    }
    expect(await read({}, userActor("owner", idOf(world.ownerId)))).toMatchObject({ ok: true });
    const shown = await runQuery(world.ctx(), readItem, { leaver: item.caseId, item: item.itemId });
    expect(shown.ok && shown.value.attestations[0]?.artefact.id).toBe(artefactId);
  });

  test("is not there for the owner of another system, nor under another leaver, item or id", async () => {
    const stranger = userActor("owner", idOf(await world.person()));
    expect(await read({}, stranger)).toMatchObject(refusal("not_found"));
    const other = await world.byHand();
    expect(await read({ leaver: other.caseId })).toMatchObject(refusal("not_found"));
    expect(await read({ itemId: other.itemId })).toMatchObject(refusal("not_found"));
    expect(await read({ artefactId: NOWHERE })).toMatchObject(refusal("not_found"));
  });

  test("is not given out once its bytes are not those that were attached, and the refusal says so", async () => {
    await db.superuser.sql`update artefact set body = body || '\\x00'::bytea where id = ${artefactId}`;
    const found = await read();
    expect(found).toMatchObject(refusal("artefact_altered"));
    expect(found.ok ? "" : found.reasons[0].sentence).toMatch(/SHA-256 is another than the attestation's/);
  });

  test("is gone once it was erased, and a reference has no file", async () => {
    const referred = await world.byHand();
    await world.run("attestation.record", attested(referred.itemId));
    const [row] = await db.superuser
      .sql`select f.id from artefact f join attestation a on a.id = f.fact_id where a.item_id = ${referred.itemId}`;
    expect(await read({ leaver: referred.caseId, itemId: referred.itemId, artefactId: row?.["id"] })).toMatchObject(
      refusal("not_found"),
    );
    const shown = await runQuery(world.ctx(), readItem, { leaver: referred.caseId, item: referred.itemId });
    expect(shown.ok && shown.value.attestations[0]?.artefact.id).toBeNull();
    await db.superuser.sql`delete from artefact where id = ${artefactId}`;
    expect(await read()).toMatchObject(refusal("not_found"));
  });
});
