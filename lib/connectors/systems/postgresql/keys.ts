import type { AccountKind } from "../../../core/access/account.ts";
import type { RoleRow } from "./schema.ts";

/** Attributes of a role that are rights of their own, and the word that takes each away. */
export const ATTRIBUTES = {
  superuser: "nosuperuser",
  createrole: "nocreaterole",
  createdb: "nocreatedb",
  replication: "noreplication",
  bypassrls: "nobypassrls",
} as const;
export type Attribute = keyof typeof ATTRIBUTES;

/**
 * An account is named by the role's oid, which is never given twice, and its name: a role created anew under the same
 * name has another oid.
 */
export function accountId(role: { readonly id: string; readonly name: string }): string {
  return `${role.id}:${role.name}`;
}

export function oidOf(nativeId: string): string {
  const end = nativeId.indexOf(":");
  return end < 0 ? nativeId : nativeId.slice(0, end);
}

export function nameOf(nativeId: string): string {
  const end = nativeId.indexOf(":");
  return end < 0 ? "" : nativeId.slice(end + 1);
}

/** A backend's number is used again; its start is not. */
export function sessionKey(pid: string, started: string): string {
  return `${pid}@${started}`;
}

export type EntitlementKey =
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  | { readonly kind: "grants"; readonly database: string };

export function entitlementKey(key: EntitlementKey): string {
  return key.kind === "attribute" ? `attribute:${key.attribute}` : `grants:${key.database}`;
}

export function parseEntitlement(key: string): EntitlementKey | null {
  const [kind, rest = ""] = key.split(":");
  if (kind === "grants") return { kind, database: rest };
  return kind === "attribute" && isAttribute(rest) ? { kind, attribute: rest } : null;
}

function isAttribute(text: string): text is Attribute {
  return Object.hasOwn(ATTRIBUTES, text);
}

/** Custody of one database, with one object by which a later look sees who owns now. */
export function custodyKey(database: string, marker: string): string {
  return `${database}/${marker}`;
}

export function parseCustody(key: string): { readonly database: string; readonly marker: string } {
  const [database = "", marker = ""] = key.split("/");
  return { database, marker };
}

/** The bootstrap superuser. */
const BOOTSTRAP_OID = "10";

/** What the server itself says that a role is; undefined where it does not say. */
export function kindOf(role: RoleRow): AccountKind | undefined {
  if (role.id === BOOTSTRAP_OID || role.name.startsWith("pg_")) return "system";
  return role.replication ? "service" : undefined;
}
