import type { z } from "zod";
import type { AccessRecord } from "../../contract.ts";
import { instantOf } from "../../kit/rows.ts";
import { ATTRIBUTES, type Attribute, custodyKey, entitlementKey, sessionKey } from "./keys.ts";
import type * as schema from "./schema.ts";

type Row<Schema extends z.ZodType> = z.infer<Schema>;

/** Words for the attributes that are rights of their own. */
const ATTRIBUTE_WORDS: Readonly<Record<Attribute, string>> = {
  superuser: "Superuser",
  createrole: "May create roles",
  createdb: "May create databases",
  replication: "May replicate",
  bypassrls: "Bypasses row security",
};

export function sessionRecord(account: string, row: Row<typeof schema.sessionRow>): AccessRecord {
  const issuedAt = instantOf(row.started);
  return {
    accountNativeId: account,
    layer: "session",
    nativeKey: sessionKey(row.pid, row.started ?? ""),
    label: `${row.name === "" ? "Session" : row.name} in ${row.database ?? "no database"}`,
    facts: issuedAt === null ? {} : { issuedAt },
  };
}

export function passwordRecord(account: string, row: Row<typeof schema.passwordRow>): AccessRecord {
  const expiresAt = instantOf(row.validUntil);
  const facts = expiresAt === null ? {} : { expiresAt };
  return {
    accountNativeId: account,
    layer: "credential",
    nativeKey: "password",
    label: `Password (${row.method})`,
    facts,
  };
}

export function membershipRecord(account: string, row: Row<typeof schema.membershipRow>): AccessRecord {
  return {
    accountNativeId: account,
    layer: "group",
    nativeKey: row.parent,
    label: row.mayGrant ? `${row.name} (may grant it to others)` : row.name,
    facts: { effective: true },
  };
}

export function roleRecords(account: string, role: schema.RoleRow): readonly AccessRecord[] {
  // The keys of a literal object are its own.
  const attributes = (Object.keys(ATTRIBUTES) as Attribute[]).filter((attribute) => role[attribute]);
  return attributes.map((attribute) => ({
    accountNativeId: account,
    layer: "entitlement",
    nativeKey: entitlementKey({ kind: "attribute", attribute }),
    label: ATTRIBUTE_WORDS[attribute],
    facts: {},
  }));
}

export function grantRecords(account: string, row: Row<typeof schema.sharesRow>): readonly AccessRecord[] {
  if (row.granted === 0) return [];
  const nativeKey = entitlementKey({ kind: "grants", database: row.database });
  const label = `Grants on ${row.granted} objects ${placeOf(row)}`;
  return [{ accountNativeId: account, layer: "entitlement", nativeKey, label, facts: {} }];
}

export function ownedRecords(account: string, row: Row<typeof schema.sharesRow>): readonly AccessRecord[] {
  if (row.owned === 0 || row.marker === null) return [];
  const nativeKey = custodyKey(row.database, row.marker);
  const label = `Owner of ${row.owned} objects ${placeOf(row)}`;
  const facts = { owner: account, ownerActive: true };
  return [{ accountNativeId: account, layer: "custody", nativeKey, label, facts }];
}

function placeOf(row: Row<typeof schema.sharesRow>): string {
  return row.database === "0" ? "of the whole server" : `in ${row.databaseName ?? `database ${row.database}`}`;
}
