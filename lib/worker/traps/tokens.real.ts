import { describe, expect, it } from "vitest";
import type { TestDatabase } from "#db/testing.ts";
import { CONFIG, ISSUER, issue, lines, SECRETS, target, why } from "#lib/connectors/systems/oidc/testing/provider.ts";
import { startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import { clockedDatabase } from "../testing/real/moved-clock.ts";
import { reports } from "../testing/real/people.ts";
import {
  anHourAgo,
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  readsAgain,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

async function acting(tokens: string, issuer = ISSUER, database?: TestDatabase): Promise<Stage> {
  const [config, secrets] = [
    { issuer, ...CONFIG },
    { ...SECRETS, tokens },
  ];
  const stage = await connected({ name: "oidc-provider", connector: "oidc", config, secrets }, database);
  await switchActingOn(stage);
  return stage;
}

/** Ends a token past the product, by the server's own means. @returns its answer */
async function revoke(token: string): Promise<number> {
  const client = { client_id: CONFIG.clientId, client_secret: SECRETS.clientSecret };
  const body = new URLSearchParams({ token, ...client });
  return (await fetch(`${ISSUER}/token/revocation`, { method: "POST", body })).status;
}

async function neverIssued(): Promise<void> {
  await using stage = await acting("made-up mia this-token-was-never-issued");
  expect(await revoke("this-token-was-never-issued")).toBe(200);
  const caseId = await leaves(stage, "mia");
  await shows(stage, "looked", caseId, ({ layers }) => layers.credential?.[0] === "cannot_check");
  const unknown = { account: ["cannot_check"], credential: ["cannot_check"] };
  expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: unknown });
  expect(await everGreen(stage, caseId, ["account", "credential"])).toEqual([]);
}

async function outlives(): Promise<void> {
  const { database, moveTo } = await clockedDatabase();
  {
    const { access, signed } = await issue("mia");
    await using stage = await acting(lines("mia", { access, signed }), ISSUER, database);
    const caseId = await leaves(stage, "mia");
    const ended = ["expires_by", "verified_removed"];
    await shows(stage, "acted", caseId, ({ layers }) => Boolean(layers.credential?.includes("verified_removed")));
    const wanted = ended.join();
    const shown = await looksAgain(stage, "seen", caseId, ({ layers }) => layers.credential?.join() === wanted);
    expect(shown.items.find(({ verdict }) => verdict === "expires_by")?.label).toBe("Signed token signed");
    await readsAgain(stage, caseId);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { credential: ended } });
    const hours = (Date.parse(shown.ends.credential ?? "") - Date.now()) / 3_600_000;
    await moveTo(hours - 0.01);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ layers: { credential: ended } });
    await moveTo(hours + 0.01);
    const over = ended.map(() => "verified_removed");
    await looksAgain(stage, "over", caseId, ({ layers }) => layers.credential?.join() === over.join());
    // The protocol lists nobody's tokens, so what else there is stays unknown.
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { credential: over } });
  }
  await database.drop();
}

async function garbage(): Promise<void> {
  const proxy = await startFaultProxy(ISSUER);
  {
    const { access } = await issue("mia");
    await using stage = await acting(lines("mia", { access }), proxy.baseUrl);
    await stage.db.superuser.sql`update system set acting = false`;
    const caseId = await leaves(stage, "mia", anHourAgo());
    await shows(stage, "found", caseId, ({ items }) => items.some(({ label }) => label === "Token access"));
    proxy.inject("ok_empty", { path: /introspection/ });
    await reports(stage, caseId, "credential");
    const unknown = { status: "open", layers: { credential: ["cannot_check"] } };
    for (const fault of ["ok_empty", "login_page", "truncated_json", "error_in_ok"] as const) {
      proxy.inject(fault, { path: /introspection/ });
      await looksAgain(stage, fault, caseId, ({ layers }) => layers.credential?.[0] === "cannot_check");
      expect(await asksTheGate(stage, caseId)).toMatchObject(unknown);
    }
    proxy.clear();
    await looksAgain(stage, "contradicted", caseId, ({ layers }) => layers.credential?.[0] === "still_present");
    expect(await everGreen(stage, caseId, ["account", "credential"])).toEqual([]);
    expect(await revoke(access)).toBe(200);
    await looksAgain(stage, "refused", caseId, ({ layers }) => layers.credential?.[0] === "verified_removed");
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { account: ["cannot_check"] } });
  }
  await proxy.close();
}

if (!target.runs) describe("oidc-provider", () => it.skip(`could not be started: ${why}`));

describe.runIf(target.runs)("tokens of somebody who leaves, on oidc-provider", { timeout: 3 * PATIENCE_MS }, () => {
  it("one that was never issued, whose revocation is answered with a yes, is Cannot check and open", neverIssued);
  it(
    "a signed one outlives its ended grant: Expires by its own end, however often is read, Verified after it, and open",
    outlives,
  );
  it(
    "one reported removed is Cannot check while introspection answers garbage, then Still present, Verified once refused",
    garbage,
  );
});
