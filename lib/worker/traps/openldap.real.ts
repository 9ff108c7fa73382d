import { Attribute, Change, Client } from "ldapts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Admin, config, PORT, SECRETS, whyNot } from "#lib/connectors/systems/ldap/testing/acme.ts";
import { reportsAndAttests } from "../testing/real/people.ts";
import {
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

const SYSTEM = { name: "OpenLDAP", connector: "ldap", config: config(), secrets: SECRETS };
const admin = new Admin();

async function bound(person: { readonly dn: string; readonly uid: string }): Promise<Client> {
  const session = new Client({ url: `ldap://127.0.0.1:${PORT}` });
  await session.bind(person.dn, `secret-of-${person.uid}`);
  return session;
}

async function reads(session: Client, dn: string): Promise<boolean> {
  return (await session.search(dn, { scope: "base" })).searchEntries.length === 1;
}

if (whyNot !== null) describe("OpenLDAP", () => it.skip(`could not be started: ${whyNot}`));

describe.runIf(whyNot === null)("somebody who leaves on OpenLDAP", { timeout: 3 * PATIENCE_MS }, () => {
  const stages: Stage[] = [];
  const stageOf = async (more: object) => {
    const stage = await connected({ ...SYSTEM, ...more });
    stages.push(stage);
    return stage;
  };
  beforeAll(async () => {
    await admin.open();
    // Somebody whose password others may see to exist, for control reads.
    await admin.person("Keeper");
  });
  afterAll(async () => {
    await Promise.all(stages.map((stage) => stage[Symbol.asyncDispose]()));
    await admin.close();
  });

  it("a connection bound before the lock keeps reading: its account is Latent and never Verified, until two people say that it ended", async () => {
    const stage = await stageOf({ tier: 2, unsaid: ["session"] });
    await switchActingOn(stage);
    const mia = await admin.person("Mia");
    const session = await bound(mia);
    const caseId = await leaves(stage, mia.uid);
    const locked = await shows(stage, "locked", caseId, ({ layers: { account, credential } }) => {
      return account?.[0] === "latent" && credential?.[0] === "verified_removed";
    });
    expect(await reads(session, mia.dn)).toBe(true);
    await expect(bound(mia)).rejects.toThrow("0x31");
    expect(locked.layers).toMatchObject({ account: ["latent"], session: ["cannot_check"] });
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    await session.unbind();
    // Nobody here can see that it ended: looking again changes nothing.
    await looksAgain(stage, "looked", caseId, () => true);
    const silent = await asksTheGate(stage, caseId);
    expect(silent).toMatchObject({ status: "open", layers: { account: ["latent"], session: ["cannot_check"] } });
    expect(await everGreen(stage, caseId, ["account", "session"])).toEqual([]);
    await reportsAndAttests(stage, caseId, "session");
    const closed = await shows(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({
      status: "closed_attested",
      layers: { account: ["verified_disabled"], session: ["attested"] },
    });
  });

  it("the last member of a group of names stays in it: Still present, until another takes the place and a later look sees it", async () => {
    const stage = await stageOf({});
    await switchActingOn(stage);
    const mia = await admin.person("Mia");
    const group = await admin.group("Alone", "groupOfNames", { member: mia.dn });
    const caseId = await leaves(stage, mia.uid);
    const refused = await shows(
      stage,
      "refused",
      caseId,
      ({ layers }) => layers.group?.[0] === "still_present" && layers.account?.[0] === "verified_disabled",
    );
    expect(refused.layers.group).toEqual(["still_present"]);
    expect((await admin.entry(group.dn, ["member"]))["member"]).toBe(mia.dn);
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
    expect(await everGreen(stage, caseId, ["group"])).toEqual([]);
    const stays = await admin.person("Stays");
    for (const [operation, dn] of [
      ["add", stays.dn],
      ["delete", mia.dn],
    ] as const) {
      const modification = new Attribute({ type: "member", values: [dn] });
      await admin.client.modify(group.dn, [new Change({ operation, modification })]);
    }
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({ status: "closed_verified", layers: { group: ["verified_removed"] } });
  });
});
