import type { Look, Target } from "../../contract.ts";
import { seen, unseen } from "../../kit/replies.ts";
import { LAYER_READS } from "./layers.ts";
import { presenceOf } from "./presence.ts";
import { type Broker, Reader } from "./reader.ts";
import { nodes as nodesShape, users as usersShape } from "./schema.ts";

/** Looks for one access in the broker's whole listing of its layer. */
export async function observe(broker: Broker, target: Target, signal: AbortSignal): Promise<Look> {
  const sought = `${target.layer} ${target.nativeKey} of user ${target.accountNativeId}`;
  const reader = new Reader(broker.observing, signal);
  const blind = (): Look => {
    const { exchanges, failure, retryAfter } = reader;
    return { ...unseen(sought, exchanges, failure ?? "unexpected_shape"), retryAfter };
  };
  if (!(await reader.isKnown())) return blind();
  if (target.layer === "account") {
    const users = await reader.read("/users", usersShape);
    const nodes = users === null ? null : await reader.read("/nodes", nodesShape);
    // Who asks is a user too: a list without them is not the list.
    if (users === null || nodes === null || !users.some(({ name }) => name === broker.observing.user)) return blind();
    const user = users.find(({ name }) => name === target.accountNativeId);
    const presence = user === undefined ? "absent" : presenceOf(user, nodes);
    if (presence === "unknown") return unseen(sought, reader.exchanges, null, [OTHER_WAYS]);
    return seen(sought, reader.exchanges, { presence, completeness: "complete" });
  }
  const layer = await LAYER_READS[target.layer]?.(reader);
  if (layer === undefined || layer === null) return blind();
  const { rows, findings } = layer;
  const found = rows.find(
    (row) => row.accountNativeId === target.accountNativeId && row.nativeKey === target.nativeKey,
  );
  if (found !== undefined) {
    return seen(sought, reader.exchanges, { presence: "active", completeness: "lookup", facts: found.facts });
  }
  if (findings.length > 0) return unseen(sought, reader.exchanges, null, findings);
  return seen(sought, reader.exchanges, { presence: "absent", completeness: "complete" });
}

const OTHER_WAYS = {
  code: "control_read_failed",
  detail: "The password is gone, and a node accepts other ways to sign in, such as certificates, or does not say.",
} as const;
