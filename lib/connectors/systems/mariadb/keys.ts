import type { AccountKind } from "../../../core/access/account.ts";

export interface UserAtHost {
  readonly user: string;
  readonly host: string;
}

/** An account is a user at a host pattern. A host has no "@", so the last one parts the two. */
export function accountId({ user, host }: UserAtHost): string {
  return `${user}@${host}`;
}

export function parseAccount(nativeId: string): UserAtHost {
  const at = nativeId.lastIndexOf("@");
  return at < 0 ? { user: nativeId, host: "" } : { user: nativeId.slice(0, at), host: nativeId.slice(at + 1) };
}

/** A role's name; MySQL's roles have a host as well. */
export function roleKey(role: { readonly role: string; readonly roleHost: string }): string {
  return role.roleHost === "" ? role.role : `${role.role}@${role.roleHost}`;
}

export type EntitlementKey =
  | { readonly kind: "global" }
  | { readonly kind: "database"; readonly name: string }
  | { readonly kind: "default_role"; readonly name: string };

export function entitlementKey(key: EntitlementKey): string {
  return key.kind === "global" ? "global" : `${key.kind}:${key.name}`;
}

export function parseEntitlement(text: string): EntitlementKey | null {
  if (text === "global") return { kind: "global" };
  const end = text.indexOf(":");
  const [kind, name] = [text.slice(0, end), text.slice(end + 1)];
  return kind === "database" || kind === "default_role" ? { kind, name } : null;
}

/** The server's own accounts, under their reserved names. */
export function kindOf({ user }: UserAtHost): AccountKind | undefined {
  return /^(?:mariadb|mysql)\.(?:sys|session|infoschema)$/.test(user) ? "system" : undefined;
}
