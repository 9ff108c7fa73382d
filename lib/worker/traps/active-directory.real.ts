import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "ldapts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Admin,
  BASE,
  config,
  KRB5,
  passwordOf,
  REALM,
  SECRETS,
  whyNot,
} from "#lib/connectors/systems/active-directory/testing/domain.ts";
import { type ClockedDatabase, clockedDatabase } from "../testing/real/moved-clock.ts";
import {
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

const admin = new Admin();
const folder = mkdtempSync(path.join(tmpdir(), "tickets-"));
const env = {
  NODE_ENV: "test" as const,
  PATH: "/usr/bin:/bin",
  KRB5_CONFIG: KRB5,
  KRB5CCNAME: path.join(folder, "tickets"),
};

/** MIT's own clients: nobody of this project says that a ticket is one. */
function kerberos(program: string, args: readonly string[], input = ""): string {
  const done = spawnSync(program, args, { env, input, encoding: "utf8" });
  return done.status === 0 ? "" : `${done.stderr}${done.stdout}`;
}

if (whyNot !== null) describe("Active Directory", () => it.skip(`could not be started: ${whyNot}`));

describe.runIf(whyNot === null)("somebody who leaves a domain", { timeout: 3 * PATIENCE_MS }, () => {
  let stage: Stage;
  let clocked: ClockedDatabase;
  beforeAll(async () => {
    await admin.open();
    clocked = await clockedDatabase();
    await admin.account("trap-service", { servicePrincipalName: "HTTP/trap.acme.test" });
    const system = { name: "Active Directory", connector: "active-directory", config: config(), secrets: SECRETS };
    stage = await connected(system, clocked.database);
    await switchActingOn(stage);
  }, PATIENCE_MS);
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await clocked?.database.drop();
    await admin.close();
    rmSync(folder, { recursive: true });
  });

  it("tickets outlive the disabled account: Expires by their longest life, however often is looked, and never Verified before", async () => {
    const mia = await admin.person("mia");
    expect(kerberos("kinit", [`${mia.name}@${REALM}`], `${passwordOf(mia.name)}\n`)).toBe("");
    // A domain controller gives a disabled account no new one for this service; the one in hand is good there to its end.
    expect(kerberos("kvno", ["HTTP/trap.acme.test"])).toBe("");
    const session = new Client({ url: "ldaps://127.0.0.1:636", tlsOptions: { ca: SECRETS.caCertificate } });
    await session.bind(`${mia.name}@ad.acme.test`, passwordOf(mia.name));
    const caseId = await leaves(stage, mia.name);
    await shows(stage, "disabled", caseId, ({ layers }) => layers.account?.[0] === "latent");
    expect(kerberos("kinit", ["-c", `${folder}/new`, `${mia.name}@${REALM}`], `${passwordOf(mia.name)}\n`)).toContain(
      "revoked",
    );
    expect(kerberos("kvno", ["HTTP/trap.acme.test"])).toBe("");
    expect((await session.search(BASE, { scope: "base" })).searchEntries).toHaveLength(1);
    const seen = await looksAgain(stage, "looked", caseId, ({ layers }) => layers.session?.[0] === "expires_by");
    const end = Date.parse(seen.ends.session ?? "");
    expect(end).toBeGreaterThanOrEqual(ticketEnd());
    await readsAgain(stage, caseId);
    const read = await asksTheGate(stage, caseId);
    expect(read).toMatchObject({ status: "open", layers: { account: ["latent"], session: ["expires_by"] } });
    // No controller lists it, so no look can say that it is over. Whoever connects the domain is told; the stage ends it.
    const [checked] = await stage.db.superuser.sql`select check_findings::text as says from system`;
    expect(checked?.["says"]).toContain("bound before its account was disabled goes on");
    await session.unbind();
    // Just before the end nothing has changed.
    const hours = (end - Date.now()) / 3_600_000;
    await clocked.moveTo(hours - 0.05);
    const before = await asksTheGate(stage, caseId);
    expect(before).toMatchObject({ status: "open", layers: { account: ["latent"], session: ["expires_by"] } });
    expect(await everGreen(stage, caseId, ["account", "session"])).toEqual([]);
    await clocked.moveTo(hours + 0.05);
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({
      status: "closed_verified",
      layers: { account: ["verified_disabled"], session: ["verified_removed"] },
    });
    await readsAgain(stage, caseId);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "closed_verified" });
  });
});

/** When MIT's client says that the ticket to get tickets by ends, in milliseconds. */
function ticketEnd(): number {
  const utc = { ...env, TZ: "UTC", LC_ALL: "C" };
  const listed = spawnSync("klist", [], { env: utc, encoding: "utf8" }).stdout;
  const [, month, day, year, time] = /^\S+ \S+\s+(\d\d)\/(\d\d)\/(\d+) (\S+)\s+krbtgt/m.exec(listed) ?? [];
  return Date.parse(`${year?.length === 2 ? `20${year}` : year}-${month}-${day}T${time}Z`);
}
