import type { PersonRow } from "#db/queries/snapshots/load-keys.ts";
import { KEY_SPACE, type KeyTable } from "./key-table.ts";

/** Adds a person's keys in the places where `matchReason` looks for them. */
export function addPerson(keys: KeyTable, { personKey, emails, userNames }: PersonRow, flags: number): void {
  keys.add(KEY_SPACE.personKey, personKey, flags);
  for (const email of emails) {
    keys.add(KEY_SPACE.email, email, flags);
    keys.add(KEY_SPACE.name, email, flags);
  }
  for (const name of userNames) keys.add(KEY_SPACE.name, name, flags);
}
