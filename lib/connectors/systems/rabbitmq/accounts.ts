import type { AccessRecord, AccountRecord, CorrelationKeys, Finding, Listing } from "../../contract.ts";
import { carriesKey } from "../../kit/carries-key.ts";
import { listed, listedInPart } from "../../kit/replies.ts";
import { LAYER_READS } from "./layers.ts";
import { presenceOf } from "./presence.ts";
import { type Broker, Reader } from "./reader.ts";
import { nodes as nodesShape, users as usersShape } from "./schema.ts";

/** Every user of the broker. */
export async function listAccounts(broker: Broker, signal: AbortSignal): Promise<Listing<AccountRecord>> {
  const sought = "all users";
  const reader = new Reader(broker.observing, signal);
  const isKnown = await reader.isKnown();
  const users = isKnown ? await reader.read("/users", usersShape) : null;
  const nodes = users === null ? null : await reader.read("/nodes", nodesShape);
  if (users === null || nodes === null) return unread(reader, sought);
  const rows = users.map(
    (user): AccountRecord => ({
      nativeId: user.name,
      userName: user.name,
      displayName: null,
      emails: [],
      externalId: null,
      presence: presenceOf(user, nodes),
    }),
  );
  return listed(sought, reader.exchanges, rows);
}

export async function findAccounts(
  broker: Broker,
  keys: CorrelationKeys,
  signal: AbortSignal,
): Promise<Listing<AccountRecord>> {
  const all = await listAccounts(broker, signal);
  const rows = all.rows.filter((row) => carriesKey(row, keys));
  return { ...all, sought: "users whose name is a key of the person", rows };
}

/** Connections, passwords and permissions of these users, out of whole listings. */
export async function listAccess(
  broker: Broker,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Listing<AccessRecord>> {
  const sought = `connections, passwords and permissions of ${ids.length} users`;
  const reader = new Reader(broker.observing, signal);
  if (!(await reader.isKnown())) return unread(reader, sought);
  const wanted = new Set(ids);
  const rows: AccessRecord[] = [];
  const findings: Finding[] = [];
  for (const read of Object.values(LAYER_READS)) {
    const layer = await read(reader);
    if (layer === null) return unread(reader, sought);
    rows.push(...layer.rows.filter(({ accountNativeId }) => wanted.has(accountNativeId)));
    findings.push(...layer.findings);
  }
  if (findings.length > 0) return listedInPart(sought, reader.exchanges, null, findings, rows);
  return listed(sought, reader.exchanges, rows);
}

function unread<Row>(reader: Reader, sought: string): Listing<Row> {
  const { exchanges, failure, retryAfter } = reader;
  return { ...listedInPart<Row>(sought, exchanges, failure ?? "unexpected_shape"), retryAfter };
}
