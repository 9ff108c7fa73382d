import { afterAll, beforeAll, expect, it } from "vitest";
import { HOUR, instant } from "../../../core/instant.ts";
import type { Connection, Target } from "../../contract.ts";
import { shownAfter } from "../../testing/shown.ts";
import { Admin, bound, opened, reads, whyNot } from "./testing/domain.ts";

const on = it.skipIf(whyNot !== null);
const signal = new AbortController().signal;
const admin = new Admin();
let unstated: Required<Connection>;
let stated: Required<Connection>;
beforeAll(async () => {
  await admin.open();
  unstated = await opened();
  stated = await opened({ ldapConnectionHoursMax: 8 });
});
afterAll(async () => {
  await unstated.close();
  await stated.close();
  await admin.close();
});

const session = (id: string, nativeKey: string): Target => ({ layer: "session", accountNativeId: id, nativeKey });
const account = (id: string): Target => ({ layer: "account", accountNativeId: id, nativeKey: id });

/** What a list says of the account's bound connections. */
async function listed(connection: Required<Connection>, id: string) {
  const { rows, complete } = await connection.listAccess([id], signal);
  expect(complete).toBe(true);
  return rows.find(({ layer, nativeKey }) => layer === "session" && nativeKey === "ldap");
}

on(
  "a connection bound before the account was disabled keeps searching, and nobody stated its end: Cannot check, listed and looked at the same",
  async () => {
    const mia = await admin.person("mia");
    const client = await bound(mia.name);
    expect(await listed(unstated, mia.id)).toMatchObject({ presence: "unknown", facts: {} });
    expect((await unstated.revoke(account(mia.id), "disabled", signal)).outcome.kind).toBe("accepted");
    const look = await unstated.observe(session(mia.id, "ldap"), signal);
    expect(await reads(client, mia.dn)).toBe(true);
    await client.unbind();
    expect(look).toMatchObject({ presence: "unknown", completeness: "lookup", facts: {} });
    expect(await listed(unstated, mia.id)).toMatchObject({ presence: look.presence, facts: look.facts });
    // Years later nothing is known of it either.
    expect(shownAfter("session", "invalidated", [look], { now: instant(99_000) })).toBe("cannot_check");
    expect((await unstated.revoke(session(mia.id, "ldap"), "invalidated", signal)).outcome.kind).toBe("unsupported");
  },
);

on(
  "with the longest time stated it reads Expires by, that long after the last ticket, and Verified only later",
  async () => {
    const mia = await admin.person("mia");
    await stated.revoke(account(mia.id), "disabled", signal);
    const look = await stated.observe(session(mia.id, "ldap"), signal);
    const tickets = await stated.observe(session(mia.id, "kerberos"), signal);
    const { expiresAt = instant(0), reissueBlockedAt = instant(0) } = look.facts;
    expect(reissueBlockedAt).toBe(tickets.facts.expiresAt);
    expect(expiresAt - reissueBlockedAt).toBe(8 * HOUR);
    expect(await listed(stated, mia.id)).toMatchObject({ presence: "unknown", facts: look.facts });
    // Through the verdict: the times are moved to its own clock, their distance is what was stated.
    const moved = { ...look, facts: { expiresAt: instant(2_000 + 8 * HOUR), reissueBlockedAt: instant(2_000) } };
    const shown = (now: number) => shownAfter("session", "invalidated", [moved], { now: instant(now) });
    expect(shown(3_000)).toBe("expires_by");
    expect(shown(1_000 + 8 * HOUR)).toBe("expires_by");
    expect(shown(3_000 + 8 * HOUR)).toBe("verified_removed");
  },
);

on("an account that can still sign in can bind anew: past the stated time nothing is known of it", async () => {
  const leo = await admin.person("leo");
  const look = await stated.observe(session(leo.id, "ldap"), signal);
  expect(look.facts.reissueBlockedAt).toBeUndefined();
  expect((look.facts.expiresAt ?? 0) * 1e-3).toBeGreaterThan(Date.now() + 17 * 3_600_000);
  const late = { ...look, facts: { expiresAt: instant(3_000) } };
  expect(shownAfter("session", "invalidated", [late], { now: instant(9_000) })).toBe("cannot_check");
});

on("says nothing of a session of a kind that it does not know", async () => {
  const leo = await admin.person("leo");
  expect(await stated.observe(session(leo.id, "ntlm"), signal)).toMatchObject({ presence: "unknown", facts: {} });
});
