import type { AccountRecord, CorrelationKeys } from "../../contract.ts";
import { findByReading } from "../../kit/find-accounts.ts";
import type { AccountSeen, AccountsRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { keysAt } from "./client.ts";
import type { VaultConfig } from "./config.ts";
import { entityOf, recordOf } from "./entities.ts";

/** Every entity, each read by itself: the list shows neither who is disabled nor anybody's metadata. */
export async function listAccounts(config: VaultConfig, trail: Trail): Promise<AccountsRead> {
  const list = await keysAt(config, trail, "identity/entity/id");
  // Nothing at all and nothing there are one answer.
  if (!list.complete) trail.fail("unexpected_shape");
  const asked = list.keys.slice(0, config.entitiesMax);
  const complete = list.complete && asked.length === list.keys.length;
  if (asked.length < list.keys.length) trail.find("listing_capped", `Reading stopped after ${asked.length} entities.`);
  const rows: AccountRecord[] = [];
  for (const id of asked) {
    const entity = await entityOf(config, id, trail);
    // Deleted since the list was read: it is nobody's any more.
    if (entity === "missing") continue;
    if (entity === null) return { rows, complete: false };
    rows.push(recordOf(entity));
  }
  return { rows, complete };
}

/** Vault finds an entity by its exact name alone, and names are often its own: everybody is read and compared. */
export function findAccounts(config: VaultConfig, keys: CorrelationKeys, trail: Trail): Promise<AccountsRead> {
  return findByReading(trail, keys, () => listAccounts(config, trail));
}

export async function someAccounts(config: VaultConfig, trail: Trail): Promise<readonly string[]> {
  return (await keysAt(config, trail, "identity/entity/id")).keys.slice(0, 10);
}

export async function lookAtAccount(config: VaultConfig, account: string, trail: Trail): Promise<AccountSeen> {
  const entity = await entityOf(config, account, trail);
  if (entity === null) return { kind: "unreadable" };
  return entity === "missing"
    ? { kind: "missing" }
    : { kind: "seen", presence: entity.disabled ? "disabled" : "active" };
}
