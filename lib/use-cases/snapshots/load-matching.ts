import { readNow } from "#db/queries/clock/read-now.ts";
import { seeAllRows } from "#db/queries/scope/see-all-rows.ts";
import { countPeople, loadAccountIds, loadPeople } from "#db/queries/snapshots/load-keys.ts";
import { loadSnapshotSystem, type SnapshotSystem } from "#db/queries/snapshots/load-system.ts";
import { type Tx, withTx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { nearKey } from "#lib/core/snapshot/could-match.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { scopeOf } from "../_kit/actor.ts";
import { addPerson } from "../_kit/keys/add-person.ts";
import { KEY_SPACE, KeyTable } from "../_kit/keys/key-table.ts";
import type { Sought } from "./sought.ts";

/** Flags of a key: somebody has it; somebody who leaves has it, or a known account. */
export const SOMEBODY = 1;
export const CONCERNS = 2;

/** What the rows of a list are matched with. */
export interface Matching {
  readonly system: SnapshotSystem;
  readonly keys: KeyTable;
  readonly subjects: readonly Sought[];
  /** The database's clock before anybody was read. */
  readonly at: Instant;
}

/** Reads the system and the keys of everybody and of its known accounts. */
export function loadMatching(ctx: Ctx, system: string, kind: string): Promise<Decision<Matching>> {
  return withTx(ctx.database, scopeOf(ctx.actor), "read", async (tx): Promise<Decision<Matching>> => {
    const at = await readNow(tx);
    const found = await loadSnapshotSystem(tx, system, kind);
    if (found === undefined || found.retired) return refused(domainError("not_found", { path: "system" }));
    // Whose leaving is under way is asked of everybody, also where the caller sees the cases of one system alone.
    await seeAllRows(tx);
    const keys = new KeyTable((await countPeople(tx)) * 4);
    const subjects = await addPeople(tx, keys);
    for await (const rows of loadAccountIds(tx, found.id))
      for (const { nativeId } of rows) keys.add(KEY_SPACE.account, nativeId, CONCERNS);
    return ok({ system: found, keys, subjects, at });
  });
}

async function addPeople(tx: Tx, keys: KeyTable): Promise<Sought[]> {
  const subjects: Sought[] = [];
  for await (const people of loadPeople(tx)) {
    for (const person of people) {
      const { leaving, personKey, emails, userNames } = person;
      addPerson(keys, person, leaving === null ? SOMEBODY : SOMEBODY | CONCERNS);
      if (leaving === null) continue;
      keys.add(KEY_SPACE.nearKey, nearKey(personKey), CONCERNS);
      subjects.push({ ...leaving, personKey, emails, userNames });
    }
  }
  return subjects;
}
