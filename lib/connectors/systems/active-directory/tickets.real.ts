import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instant, MINUTE } from "../../../core/instant.ts";
import type { Connection, Target } from "../../contract.ts";
import { shownAfter } from "../../testing/shown.ts";
import { Admin, KRB5, opened, passwordOf, REALM, whyNot } from "./testing/domain.ts";

const on = it.skipIf(whyNot !== null);
const signal = new AbortController().signal;
const TEN_HOURS = 600 * MINUTE;
const admin = new Admin();
const folder = mkdtempSync(path.join(tmpdir(), "tickets-"));
let connection: Required<Connection>;
beforeAll(async () => {
  await admin.open();
  connection = await opened();
});
afterAll(async () => {
  await connection.close();
  await admin.close();
  rmSync(folder, { recursive: true });
});

const env = {
  NODE_ENV: "test" as const,
  PATH: "/usr/bin:/bin",
  KRB5_CONFIG: KRB5,
  KRB5CCNAME: path.join(folder, "tickets"),
};

/** MIT's own client: nobody of this project says that a ticket is one. */
function kinit(name: string): { readonly status: number | null; readonly said: string } {
  const done = spawnSync("kinit", [`${name}@${REALM}`], { env, input: `${passwordOf(name)}\n`, encoding: "utf8" });
  return { status: done.status, said: `${done.stderr}${done.stdout}` };
}

/** When MIT's client says that the ticket to get tickets by ends, in milliseconds. */
function endsAt(): number {
  const listed = execFileSync("klist", [], { env: { ...env, TZ: "UTC", LC_ALL: "C" }, encoding: "utf8" });
  const [, month, day, year, time] = /^\S+ \S+\s+(\d\d)\/(\d\d)\/(\d+) (\S+)\s+krbtgt/m.exec(listed) ?? [];
  return Date.parse(`${year?.length === 2 ? `20${year}` : year}-${month}-${day}T${time}Z`);
}

on(
  "a ticket outlives the account that is disabled; Closeout shows Expires by, and Verified only after its longest life",
  async () => {
    const mia = await admin.person("mia");
    const tickets: Target = { layer: "session", accountNativeId: mia.id, nativeKey: "kerberos" };
    expect(kinit(mia.name).status).toBe(0);
    const before = await connection.observe(tickets, signal);
    expect(before).toMatchObject({ presence: "unknown", completeness: "lookup" });
    expect(before.facts.reissueBlockedAt).toBeUndefined();
    const acted = await connection.revoke({ ...tickets, layer: "account", nativeKey: mia.id }, "disabled", signal);
    expect(acted.outcome.kind).toBe("accepted");
    // No new one, and the old one still there until its end.
    expect(kinit(mia.name).said).toContain("revoked");
    const after = await connection.observe(tickets, signal);
    const { expiresAt = instant(0), reissueBlockedAt = instant(0) } = after.facts;
    expect(expiresAt * 1e-3).toBeGreaterThanOrEqual(endsAt());
    expect(expiresAt - reissueBlockedAt).toBeGreaterThanOrEqual(TEN_HOURS);
    expect(expiresAt - reissueBlockedAt).toBeLessThanOrEqual(TEN_HOURS + 30 * MINUTE);
    expect(Math.abs(reissueBlockedAt * 1e-3 - Date.now())).toBeLessThan(60_000);
    // Through the verdict: the times are moved to its own clock, their distance is the target's.
    const moved = {
      ...after,
      facts: { expiresAt: instant(expiresAt - reissueBlockedAt + 2_000), reissueBlockedAt: instant(2_000) },
    };
    const shown = (now: number) => shownAfter("session", "invalidated", [moved], { now: instant(now) });
    expect(shown(3_000)).toBe("expires_by");
    expect(shown(expiresAt - reissueBlockedAt + 1_000)).toBe("expires_by");
    expect(shown(expiresAt - reissueBlockedAt + 3_000)).toBe("verified_removed");
    expect((await connection.revoke(tickets, "invalidated", signal)).outcome.kind).toBe("unsupported");
  },
);

on("an account that can still sign in has tickets without an end in sight", async () => {
  const leo = await admin.person("leo");
  const tickets: Target = { layer: "session", accountNativeId: leo.id, nativeKey: "kerberos" };
  const seen = await connection.observe(tickets, signal);
  const { expiresAt = instant(0) } = seen.facts;
  expect(expiresAt * 1e-3).toBeGreaterThan(Date.now() + 9 * 3_600_000);
  const late = { ...seen, facts: { expiresAt: instant(3_000) } };
  expect(shownAfter("session", "invalidated", [late], { now: instant(9_000) })).toBe("cannot_check");
});

on("keeps what the Kerberos service was asked and answered, and no password", async () => {
  const mia = await admin.person("mia");
  const seen = await connection.observe({ layer: "session", accountNativeId: mia.id, nativeKey: "kerberos" }, signal);
  const asked = seen.exchanges.filter(({ url }) => url.startsWith("kerberos://"));
  expect(asked.map(({ status }) => status)).toEqual([25, 0]);
  expect(JSON.stringify(asked)).not.toContain(passwordOf("closeout-looks"));
});
