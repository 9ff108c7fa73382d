import type { ItemDetail } from "#db/queries/views/read-item.ts";
import { readAttestations, readHolds, readPermissions } from "#db/queries/views/read-word-of-people.ts";
import type { Tx } from "#db/tx.ts";
import type { Claim } from "#lib/core/access/claim.ts";
import type { ItemView } from "#lib/core/views/item.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { holdersOf } from "../_kit/open-item.ts";
import { attestationViews, holdViews, mayAttest, mayLook, nextCheckOf, permissionViews } from "./view/by-hand.ts";

/** What people stated, asked for and ordered about an item, and whether this reader may be the second person. */
export async function saidByPeople(
  tx: Tx,
  actor: Actor,
  item: ItemDetail,
  claims: readonly Claim[],
): Promise<Pick<ItemView, "attestations" | "attest" | "look" | "nextCheck" | "exceptions" | "holds">> {
  const [attestations, permissions, holds, holders] = await Promise.all([
    readAttestations(tx, item.id),
    readPermissions(tx, item.id),
    readHolds(tx, item.id),
    holdersOf(tx, item),
  ]);
  return {
    attestations: attestationViews(attestations),
    attest: mayAttest(item, claims, holders, actor),
    look: mayLook(item, holders, actor),
    nextCheck: nextCheckOf(item, claims),
    exceptions: permissionViews(permissions),
    holds: holdViews(holds),
  };
}
