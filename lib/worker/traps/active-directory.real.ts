import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Admin,
  BASE,
  bound,
  config,
  KRB5,
  passwordOf,
  REALM,
  reads,
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
  type Shown,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

/** The longest that an LDAP connection stays open, in hours, as stated in the settings. */
const STATED = 3;
const HOUR_MS = 3_600_000;
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
    const system = { name: "Active Directory", connector: "active-directory", secrets: SECRETS };
    stage = await connected({ ...system, config: config({ ldapConnectionHoursMax: STATED }) }, clocked.database);
    await switchActingOn(stage);
  }, PATIENCE_MS);
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await clocked?.database.drop();
    await admin.close();
    rmSync(folder, { recursive: true });
  });

  it("tickets and a bound connection outlive the disabled account: Expires by the longest life of what they open, however often is looked, and never Verified before", async () => {
    const mia = await admin.person("mia");
    expect(kerberos("kinit", [`${mia.name}@${REALM}`], `${passwordOf(mia.name)}\n`)).toBe("");
    // A domain controller gives a disabled account no new one for this service; the one in hand is good there to its end.
    expect(kerberos("kvno", ["HTTP/trap.acme.test"])).toBe("");
    const session = await bound(mia.name);
    const caseId = await leaves(stage, mia.name);
    await shows(stage, "disabled", caseId, ({ layers }) => layers.account?.[0] === "latent");
    expect(kerberos("kinit", ["-c", `${folder}/new`, `${mia.name}@${REALM}`], `${passwordOf(mia.name)}\n`)).toContain(
      "revoked",
    );
    expect(kerberos("kvno", ["HTTP/trap.acme.test"])).toBe("");
    const ends = ({ items }: Shown) =>
      items.filter(({ layer, verdict }) => layer === "session" && verdict === "expires_by");
    const seen = await looksAgain(stage, "looked", caseId, (shown) => ends(shown).length === 2);
    // The layer names its last end: that of a connection which the last ticket can still open.
    const end = Date.parse(seen.ends.session ?? "");
    const ticketsEnd = end - STATED * HOUR_MS;
    expect(ticketsEnd).toBeGreaterThanOrEqual(ticketEnd());
    await readsAgain(stage, caseId);
    const both = { status: "open", layers: { account: ["latent"], session: ["expires_by", "expires_by"] } };
    expect(await asksTheGate(stage, caseId)).toMatchObject(both);
    // Just before the end of the tickets nothing has changed; after it only they are over.
    const hoursTo = (time: number) => (time - Date.now()) / HOUR_MS;
    await clocked.moveTo(hoursTo(ticketsEnd) - 0.05);
    expect(await asksTheGate(stage, caseId)).toMatchObject(both);
    expect(await everGreen(stage, caseId, ["account", "session"])).toEqual([]);
    await clocked.moveTo(hoursTo(end) - 0.05);
    const later = await looksAgain(stage, "later", caseId, (shown) => ends(shown).length === 1);
    expect(ends(later)).toMatchObject([{ label: expect.stringContaining("LDAP connections bound before") }]);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { account: ["latent"] } });
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
    expect(await reads(session, BASE)).toBe(true);
    // It is ended in time, as those stated who run the controllers.
    await session.unbind();
    await clocked.moveTo(hoursTo(end) + 0.05);
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({
      status: "closed_verified",
      layers: { account: ["verified_disabled"], session: ["verified_removed", "verified_removed"] },
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
