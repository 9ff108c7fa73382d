import { z } from "zod";
import type { UserAtHost } from "./keys.ts";

const text = z.string();
/** The server says 0 or 1, as a number or as a text; JSON functions also true or null. */
const flag = z
  .union([z.number(), z.string(), z.null()])
  .transform((value) => value !== null && value !== "" && value !== "false" && Number(value) !== 0);
const count = z.union([z.number(), z.string()]).transform(Number);

export const variableRow = z.object({ Variable_name: text, Value: text });

export const accountRow = z.object({
  user: text,
  host: text,
  locked: flag,
  plugin: text,
  /** Nothing is compared with what somebody types: no password, or a way in that needs none. */
  noSecret: flag,
  /** Nothing that anybody could type is accepted. */
  impossible: flag,
  /** Several ways to sign in are allowed. */
  several: flag,
  /** Seconds since 1970; null where the server does not say. */
  changed: z.union([z.string(), z.number()]).nullable(),
});
export type AccountRow = z.infer<typeof accountRow>;

export const grantedRow = z.object({ user: text, host: text, role: text, roleHost: text, mayGrant: flag });
export type GrantedRow = z.infer<typeof grantedRow>;
export const defaultRow = z.object({ user: text, host: text, role: text, roleHost: text });
export const sessionRow = z.object({ id: text, user: text, client: text, place: text });
export const seesRow = z.object({ sees: count });
export const globalRow = z.object({ grantee: text, n: count });
export const placeRow = z.object({ user: text, host: text, place: text, kind: text, name: text });

/** What a server says of itself. */
export interface Server {
  readonly family: "mariadb" | "mysql";
  readonly version: string;
  /** A replica lags, and shows its own sessions only. */
  readonly isReplica: boolean;
  /** One node of a cluster shows its own sessions only. */
  readonly isNode: boolean;
}

/** null when the answer does not say which server it is. */
export function serverOf(rows: readonly z.infer<typeof variableRow>[] | null): Server | null {
  const values = new Map(rows?.map((row) => [row.Variable_name, row.Value]));
  const version = values.get("version");
  if (version === undefined) return null;
  const isOn = (name: string) => /^(?:1|ON)$/i.test(values.get(name) ?? "OFF");
  return {
    family: /mariadb/i.test(version) ? "mariadb" : "mysql",
    version,
    isReplica: isOn("read_only"),
    isNode: isOn("wsrep_on"),
  };
}

export function isOf(row: UserAtHost, { user, host }: UserAtHost): boolean {
  return row.user === user && row.host === host;
}

/** Every role that an account holds, directly or through another role. */
export function heldRoles(rows: readonly GrantedRow[], account: UserAtHost): readonly GrantedRow[] {
  const held: GrantedRow[] = [];
  const known = new Set<string>();
  const open: UserAtHost[] = [account];
  const byHolder = Map.groupBy(rows, (row) => `${row.user}\n${row.host}`);
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const row of byHolder.get(`${holder.user}\n${holder.host}`) ?? []) {
      const id = `${row.role}\n${row.roleHost}`;
      if (known.has(id)) continue;
      known.add(id);
      held.push(row);
      open.push({ user: row.role, host: row.roleHost });
    }
  }
  return held;
}

/** The account as information_schema writes it. */
export function grantee({ user, host }: UserAtHost): string {
  return `'${user}'@'${host}'`;
}
