import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Actor, Ctx } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "../../_kit/execute.ts";
import { recordIdentities } from "../../identities/record-identities.ts";
import { recordInChunks } from "../../intake/record-in-chunks.ts";
import { registerSystem } from "../../systems/register-system.ts";
import { acceptSnapshot, type SnapshotAccepted } from "../accept-snapshot.ts";
import { takeSnapshot } from "../take-snapshot.ts";
import type { SnapshotTaken } from "../taken.ts";
import { piecesOf } from "./pieces.ts";

let count = 0;

/** A company whose systems are seen from lists alone. */
export class Office {
  readonly db: TestDatabase;
  readonly analyst: Actor = userActor("analyst");
  readonly second: Actor = userActor("analyst");

  private constructor(db: TestDatabase) {
    this.db = db;
  }

  static async open(): Promise<Office> {
    return new Office(await createTestDatabase());
  }

  ctx(actor: Actor = this.analyst): Ctx {
    return testCtx(this.db.web, { actor });
  }

  /** @returns identity ids by person key */
  async people(keys: readonly string[]): Promise<Map<string, string>> {
    const identities = keys.map((key) => ({
      personKey: key,
      displayName: `Person ${key}`,
      emails: [`${key}@example.com`],
    }));
    const outcome = await execute(this.ctx(), recordIdentities, { identities }, { idempotencyKey: null });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    const rows = await this.db.superuser.sql<{ id: string; key: string }[]>`
      select identity_id as id, person_key as key from profile_identity`;
    return new Map(rows.map((row) => [row.key, row.id]));
  }

  async leavers(keys: readonly string[], effectiveAt = "2026-01-05T18:00"): Promise<void> {
    for (const key of keys) {
      count += 1;
      const event = {
        source: `hr-${count}`,
        eventId: `e-${count}`,
        personKey: key,
        effectiveAt,
        zone: "Europe/Berlin",
      };
      const recorded = await recordInChunks(this.ctx(), [event], null);
      if (!recorded.ok || recorded.value.accepted !== 1) throw new Error(JSON.stringify(recorded));
    }
  }

  /** A system without a connector; lists show these layers of it, of all others nothing is known. */
  async system(layers: readonly string[] = ["account"], over: object = {}): Promise<string> {
    count += 1;
    const listed = Object.fromEntries(layers.map((layer) => [layer, { exists: "yes", observe: "snapshot" }]));
    const input = { slug: `listed-${count}`, name: "Listed", tier: 1, layers: listed, ...over };
    const outcome = await execute(this.ctx(userActor("administrator")), registerSystem, input, {
      idempotencyKey: null,
    });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    return outcome.result.id;
  }

  /** As a person does who looks up how many rows the application shows, where that is asked for. */
  async counted(system: string, file: Uint8Array | string, over: object = {}, actor?: Actor) {
    const first = await this.take(system, file, over, actor);
    if (!first.ok || !first.value.findings.some((one) => one.code === "first_uncounted")) return first;
    return this.take(system, file, { ...over, statedRows: first.value.rows }, actor);
  }

  take(system: string, file: Uint8Array | string, over: object = {}, actor?: Actor) {
    const stated = {
      system,
      kind: "users",
      extractor: "An administrator",
      query: "All users",
      extractedAt: "2026-02-01T09:00",
      zone: "Europe/Berlin",
      complete: true,
      ...over,
    };
    return takeSnapshot(this.ctx(actor), stated, piecesOf(file), { idempotencyKey: null });
  }

  accept(taken: SnapshotTaken, confirm: readonly string[] = [], actor?: Actor) {
    const input = { systemId: taken.systemId, snapshotId: taken.snapshotId, confirm };
    return execute(this.ctx(actor), acceptSnapshot, input, { idempotencyKey: null });
  }

  /** Takes and accepts, confirming whatever must be. */
  async believe(
    system: string,
    file: Uint8Array | string,
    over: object = {},
    actor?: Actor,
  ): Promise<SnapshotAccepted> {
    const taken = await this.counted(system, file, over, actor);
    if (!taken.ok) throw new Error(JSON.stringify(taken.reasons));
    const confirm = taken.value.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
    const accepted = await this.accept(taken.value, confirm, actor);
    if (!accepted.ok) throw new Error(JSON.stringify(accepted.reasons));
    return accepted.result;
  }

  /** Verdicts of one leaver in a system: "layer key reason", in order. */
  async verdicts(system: string, key: string): Promise<string[]> {
    const rows = await this.db.superuser.sql<{ text: string }[]>`
      select i.layer || ' ' || v.key || ' ' || v.reason as text from case_item i
      join item_verdict v on v.item_id = i.id join leaver_case c on c.id = i.case_id
      join profile_identity p on p.identity_id = c.identity_id
      where i.system_id = ${system} and p.person_key = ${key} order by 1`;
    return rows.map((row) => row.text);
  }
}
