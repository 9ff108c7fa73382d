import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Admin,
  BASE,
  bound,
  config,
  reads,
  SECRETS,
  whyNot,
} from "#lib/connectors/systems/active-directory/testing/domain.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { type ClockedDatabase, clockedDatabase } from "../testing/real/moved-clock.ts";
import { attests, reportsItem } from "../testing/real/people.ts";
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

const admin = new Admin();
const TICKETS = "Kerberos tickets";
const BOUND = "LDAP connections bound before";

function verdictOn({ items }: Shown, label: string): VerdictKey | undefined {
  return items.find((item) => item.layer === "session" && item.label.includes(label))?.verdict;
}

if (whyNot !== null) describe("Active Directory", () => it.skip(`could not be started: ${whyNot}`));

describe.runIf(whyNot === null)("a connection whose end nobody stated", { timeout: 3 * PATIENCE_MS }, () => {
  let stage: Stage;
  let clocked: ClockedDatabase;
  beforeAll(async () => {
    await admin.open();
    clocked = await clockedDatabase();
    const system = { name: "Active Directory", connector: "active-directory", config: config(), secrets: SECRETS };
    stage = await connected({ ...system, tier: 2 }, clocked.database);
    await switchActingOn(stage);
  }, PATIENCE_MS);
  afterAll(async () => {
    await stage?.[Symbol.asyncDispose]();
    await clocked?.database.drop();
    await admin.close();
  });

  it("bound before its account was disabled it keeps reading: Cannot check, and the case stays open long after the last ticket, until two people say that it ended", async () => {
    const mia = await admin.person("mia");
    const session = await bound(mia.name);
    const caseId = await leaves(stage, mia.name);
    const seen = await shows(
      stage,
      "disabled",
      caseId,
      (shown) => shown.layers.account?.[0] === "latent" && verdictOn(shown, TICKETS) === "expires_by",
    );
    expect(verdictOn(seen, BOUND)).toBe("cannot_check");
    const [checked] = await stage.db.superuser.sql`select check_findings::text as says from system`;
    expect(checked?.["says"]).toContain("bound before its account was disabled goes on");
    await clocked.moveTo(24);
    const late = await looksAgain(stage, "late", caseId, (shown) => verdictOn(shown, TICKETS) === "verified_removed");
    expect(verdictOn(late, BOUND)).toBe("cannot_check");
    await readsAgain(stage, caseId);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { account: ["latent"] } });
    expect(await reads(session, BASE)).toBe(true);
    await session.unbind();
    // Nobody here can see that it ended: looking again changes nothing.
    await looksAgain(stage, "looked", caseId, () => true);
    const silent = await asksTheGate(stage, caseId);
    expect(silent).toMatchObject({ status: "open", layers: { account: ["latent"] } });
    expect(verdictOn(silent, BOUND)).toBe("cannot_check");
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
    await endsByWord(stage, caseId, silent);
  });
});

/** Two people say that the connection ended: one reports it, another attests to it after a look that could not tell. */
async function endsByWord(stage: Stage, caseId: string, before: Shown): Promise<void> {
  const itemId = before.items.find(({ label }) => label.includes(BOUND))?.id ?? "";
  await reportsItem(stage, itemId);
  // Their word counts only once a look since the report could not tell either.
  const told = await looksAgain(stage, "told", caseId, (shown) => verdictOn(shown, BOUND) === "cannot_check");
  expect(told.status).toBe("open");
  await attests(stage, itemId);
  const closed = await shows(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
  expect(closed).toMatchObject({ status: "closed_attested", layers: { account: ["verified_disabled"] } });
  expect(verdictOn(closed, BOUND)).toBe("attested");
}
