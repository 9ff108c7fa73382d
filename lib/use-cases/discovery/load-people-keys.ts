import { countPeople, loadPeople } from "#db/queries/snapshots/load-keys.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { addPerson } from "../_kit/keys/add-person.ts";
import { KeyTable } from "../_kit/keys/key-table.ts";

/** Flags of a key: somebody who stays has it; somebody who has left. */
const STAYS = 1;
export const LEFT = 2;

/** Keys a person has, on average; room is made for them at once. */
const KEYS_EACH = 4;

/** The keys of everybody, in the places where `matchReason` looks for them. */
export function loadPeopleKeys(ctx: Ctx): Promise<KeyTable> {
  return withTx(ctx.database, ALL_ROWS, "read", async (tx) => {
    const keys = new KeyTable((await countPeople(tx)) * KEYS_EACH);
    for await (const people of loadPeople(tx)) {
      for (const person of people) addPerson(keys, person, person.stays ? STAYS : LEFT);
    }
    return keys;
  });
}
