import type { z } from "zod";
import type { Layer } from "../../../core/access/layer.ts";
import type { ObservedFacts } from "../../../core/access/observation.ts";
import { instant, SECOND } from "../../../core/instant.ts";
import type { AccessRecord } from "../../contract.ts";
import type { AccountRow, defaultRow, GrantedRow, placeRow, sessionRow } from "./facts.ts";
import { entitlementKey, roleKey } from "./keys.ts";

function record(
  account: string,
  layer: Layer,
  nativeKey: string,
  label: string,
  facts: ObservedFacts = {},
): AccessRecord {
  return { accountNativeId: account, layer, nativeKey, label, facts };
}

/** The server does not say as which host's account a session signed in; each account of the user lists it. */
export function sessionRecord(account: string, row: z.infer<typeof sessionRow>): AccessRecord {
  const place = row.place === "" ? "" : ` in ${row.place}`;
  return record(account, "session", row.id, `Session from ${row.client}${place}`);
}

export function credentialRecords(account: string, row: AccountRow): readonly AccessRecord[] {
  if (row.impossible && !row.several) return [];
  const label = row.several ? "Several ways to sign in" : `${row.plugin}${row.noSecret ? ", no secret asked" : ""}`;
  return [record(account, "credential", "authentication", label, issuedFacts(row))];
}

/** When the secret was set, as the server says. */
export function issuedFacts({ changed }: AccountRow): ObservedFacts {
  const seconds = Number(changed ?? 0);
  return Number.isSafeInteger(seconds) && seconds > 0 ? { issuedAt: instant(seconds * SECOND) } : {};
}

export function roleRecord(account: string, row: GrantedRow): AccessRecord {
  const label = row.mayGrant ? `${row.role} (may grant it to others)` : row.role;
  return record(account, "group", roleKey(row), label, { effective: true });
}

export function defaultRoleRecord(account: string, row: z.infer<typeof defaultRow>): AccessRecord {
  const key = entitlementKey({ kind: "default_role", name: roleKey(row) });
  return record(account, "entitlement", key, `Default role ${row.role}`);
}

export function grantRecords(
  account: string,
  globals: number,
  places: readonly z.infer<typeof placeRow>[],
): readonly AccessRecord[] {
  const byPlace = [...Map.groupBy(places, ({ place }) => place)];
  const rows = byPlace.map(([name, grants]) =>
    record(account, "entitlement", entitlementKey({ kind: "database", name }), `${grants.length} grants in ${name}`),
  );
  if (globals === 0) return rows;
  return [record(account, "entitlement", "global", `${globals} rights on the whole server`), ...rows];
}
