import type { Layer } from "../../../core/access/layer.ts";
import { instant } from "../../../core/instant.ts";
import type { AccessRecord, Finding } from "../../contract.ts";
import type { Reader } from "./reader.ts";
import * as schema from "./schema.ts";

/** A layer of all users, read whole; `findings` say why it may not be whole. null when it could not be read. */
export interface LayerRead {
  readonly rows: readonly AccessRecord[];
  readonly findings: readonly Finding[];
}

/** How each layer is read: always whole, so that what is missing is missing. */
export const LAYER_READS: Partial<Readonly<Record<Layer, (reader: Reader) => Promise<LayerRead | null>>>> = {
  session: readSessions,
  credential: readPasswords,
  entitlement: readRights,
};

function record(user: string, layer: Layer, nativeKey: string, label: string): AccessRecord {
  return { accountNativeId: user, layer, nativeKey, label, facts: {} };
}

export function sessionKey({ name, connected_at: at }: schema.BrokerConnection): string {
  return `${name}@${at ?? 0}`;
}

async function readSessions(reader: Reader): Promise<LayerRead | null> {
  const [overview, nodes] = [
    await reader.read("/overview", schema.overview),
    await reader.read("/nodes", schema.nodes),
  ];
  const connections = await reader.read("/connections", schema.connections);
  if (overview === null || nodes === null || connections === null) return null;
  const isWhole =
    !overview.disable_stats && nodes.every(({ running, partitions }) => running && partitions.length === 0);
  const rows = connections.flatMap((one): AccessRecord[] => {
    if (one.user === null || one.user === undefined) return [];
    const { connection_name: name, product } = one.client_properties ?? {};
    const label = `${name ?? product ?? "Connection"} in ${one.vhost ?? "no virtual host"}`;
    const facts = typeof one.connected_at === "number" ? { issuedAt: instant(one.connected_at * 1000) } : {};
    return [{ ...record(one.user, "session", sessionKey(one), label), facts }];
  });
  return { rows, findings: isWhole ? [] : [NOT_ALL_NODES] };
}

const NOT_ALL_NODES: Finding = {
  code: "control_read_failed",
  detail: "A node of the cluster does not answer, or the broker's statistics are off: connections may be missing.",
};

async function readPasswords(reader: Reader): Promise<LayerRead | null> {
  const users = await reader.read("/users", schema.users);
  if (users === null) return null;
  const rows = users.filter(({ password_hash: hash }) => hash !== "");
  return { rows: rows.map(({ name }) => record(name, "credential", "password", "Password")), findings: [] };
}

async function readRights(reader: Reader): Promise<LayerRead | null> {
  const users = await reader.read("/users", schema.users);
  const permissions = await reader.read("/permissions", schema.permissions);
  const topics = await reader.read("/topic-permissions", schema.topicPermissions);
  if (users === null || permissions === null || topics === null) return null;
  const byTopic = Map.groupBy(topics, ({ user, vhost }) => JSON.stringify([user, vhost]));
  const rows = [
    ...users.flatMap(({ name, tags }) => tags.map((tag) => record(name, "entitlement", `tag:${tag}`, `Tag ${tag}`))),
    ...permissions.map(({ user, vhost, configure, write, read }) =>
      record(user, "entitlement", `vhost:${vhost}`, `${vhost}: configure ${configure}, write ${write}, read ${read}`),
    ),
    ...[...byTopic.values()].flatMap((list) => {
      const [first] = list;
      if (first === undefined) return [];
      const exchanges = list.map(({ exchange }) => (exchange === "" ? "all exchanges" : exchange)).join(", ");
      return [record(first.user, "entitlement", `topic:${first.vhost}`, `Topics in ${first.vhost}: ${exchanges}`)];
    }),
  ];
  return { rows, findings: [] };
}
