import { findLink } from "#db/queries/confirm/find-link.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Actor, Runtime } from "#lib/runtime/context.ts";
import { digestOf } from "#lib/runtime/secret-token.ts";

const TOKEN = /^closeout_confirm_[A-Za-z0-9_-]{43}$/;

/** Who answers by a confirm link; null: the link is not one of ours, too old, or its owner has left or changed. */
export async function findConfirmActor(runtime: Runtime, token: string): Promise<Actor | null> {
  if (!TOKEN.test(token)) return null;
  const link = await withTx(runtime.database, ALL_ROWS, "read", (tx) => findLink(tx, digestOf(token)));
  if (link === undefined) return null;
  const { id, systemId, identityId } = link;
  return { kind: "confirmLink", linkId: id, systemId, identityId: idOf<"identity">(identityId) };
}
