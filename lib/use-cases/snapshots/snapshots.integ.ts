import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "../_kit/execute.ts";
import { recordToolClaims } from "../claims/record-tool-claims.ts";
import { claimStep } from "../steps/claim-step.ts";
import { Office } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.people(["elena", "sam", "noor", "anna", "admin"]);
  await office.leavers(["elena", "sam", "noor"], "2026-01-05");
});
afterAll(() => office.db.drop());

const now = () => new Date(Date.now() - 60_000).toISOString();
const recent = () => ({ extractedAt: now(), zone: "UTC" });

const USERS = [
  "User ID;Username;E-Mail;Status;Role;Last login",
  "u-1;elena;elena@example.com;Active;Administrator;2026-02-03 09:14",
  "u-2;sam;SAM@example.com;Deactivated;Sales;",
  "u-3;anna;anna@example.com;active;Sales;",
].join("\r\n");

describe("a complete list of users", () => {
  test("shows who is still there, who is disabled and who was never there; only rows of leavers are kept", async () => {
    const system = await office.system(["account", "entitlement"]);
    const taken = await office.take(system, USERS, { ...recent(), statedRows: 3 });
    if (!taken.ok) throw new Error(JSON.stringify(taken.reasons));
    expect(taken.value).toMatchObject({
      rows: 3,
      matched: 3,
      concerned: 2,
      complete: true,
      findings: [],
      layers: ["account", "entitlement"],
      mapping: { account_id: "User ID", user_name: "Username", email: "E-Mail", status: "Status", role: "Role" },
      format: { type: "delimited", delimiter: ";" },
    });
    // Nothing is believed before somebody accepts it.
    expect(await office.verdicts(system, "elena")).toEqual([]);
    const accepted = await office.accept(taken.value);
    expect(accepted).toMatchObject({ ok: true, result: { state: "accepted", leavers: 3, leaversFound: 2 } });
    expect(await office.verdicts(system, "elena")).toEqual([
      "account still_present usable_past_due",
      "credential cannot_check no_means_to_look",
      "custody cannot_check no_means_to_look",
      "delegation cannot_check no_means_to_look",
      "entitlement still_present usable_past_due",
      "group cannot_check no_means_to_look",
      "machine_identity cannot_check no_means_to_look",
      "session cannot_check no_means_to_look",
    ]);
    expect((await office.verdicts(system, "sam"))[0]).toBe("account latent sibling_revives");
    expect(await office.verdicts(system, "noor")).toEqual(["account never_found nothing_found"]);
    const names = await office.db.superuser.sql`select user_name as name from profile_account order by 1`;
    expect(names.map((row) => row["name"])).toEqual(["elena", "sam"]);
    expect(await office.db.superuser.sql`select from snapshot_row`).toHaveLength(0);
    const [used] = await office.db.superuser.sql`
      select o.facts from observation o join profile_access p on p.access_id = o.access_id
      where p.native_key = 'u-1' and o.system_id = ${system}`;
    expect(used?.["facts"]).toEqual({ lastUsedAt: Date.parse("2026-02-03T09:14Z") * 1000 });
  });

  test("accepted, it is what a tool's claim was waiting for: the claim is matched in the same act", async () => {
    const system = await office.system();
    const name = `Awaited ${system}`;
    await office.db.superuser.sql`update system set name = ${name} where id = ${system}`;
    const claims = [
      { source: "Okta Workflows", externalId: system, personKey: "elena", system: name, state: "completed" },
    ];
    const said = await execute(office.ctx(), recordToolClaims, { claims }, { idempotencyKey: null });
    expect(said.ok && said.result.results).toMatchObject([{ status: "waiting", waits: "no_such_access" }]);
    await office.believe(system, USERS, recent());
    const matched = await office.db.superuser.sql`
      select c.state, i.layer, s.standing from claim c join case_item i on i.id = c.item_id
      left join claim_standing s on s.claim_id = c.id where c.system_id = ${system}`;
    expect(matched).toEqual([{ state: "removed", layer: "account", standing: "awaiting_look" }]);
  });

  test("whoever claimed the removal and supplies the list checks only themselves; another person verifies", async () => {
    const system = await office.system(["account"], {
      layers: Object.fromEntries(
        ["session", "credential", "group", "entitlement", "delegation", "machine_identity", "custody"].map((layer) => [
          layer,
          { exists: "no" },
        ]),
      ),
    });
    await office.db.superuser.sql`
      update system_layer set exists = 'yes', observe = 'snapshot', stale_after_micros = 604800000000
      where system_id = ${system} and layer = 'account'`;
    await office.believe(system, USERS, { extractedAt: new Date(Date.now() - 7_200_000).toISOString(), zone: "UTC" });
    const [step] = await office.db.superuser.sql`
      select s.id from step s join case_item i on i.id = s.item_id join leaver_case c on c.id = i.case_id
      join profile_identity p on p.identity_id = c.identity_id
      where i.system_id = ${system} and i.layer = 'account' and p.person_key = 'elena' and s.kind = 'person'`;
    const claimed = await execute(office.ctx(), claimStep, { stepId: step?.["id"] }, { idempotencyKey: null });
    expect(claimed.ok).toBe(true);
    await office.db.superuser.sql`alter table claim disable trigger only_added`;
    await office.db.superuser.sql`update claim set at = now() - interval '1 hour' where system_id = ${system}`;
    await office.db.superuser.sql`alter table claim enable always trigger only_added`;
    const without = USERS.split("\r\n")
      .filter((line) => !line.includes("elena"))
      .join("\n");
    await office.believe(system, without, recent());
    expect(await office.verdicts(system, "elena")).toContain("account self_checked seen_by_too_close");
    await office.believe(system, without, recent(), office.second);
    expect(await office.verdicts(system, "elena")).toContain("account verified_removed seen_gone");
    const waiting = await office.db.superuser.sql`
      select from step s join case_item i on i.id = s.item_id join leaver_case c on c.id = i.case_id
      join profile_identity p on p.identity_id = c.identity_id
      where i.system_id = ${system} and i.layer = 'account' and p.person_key = 'elena' and s.state = 'waiting'`;
    expect(waiting).toHaveLength(0);
  });
});

describe("a list that is not complete", () => {
  test("shows who is there and proves nobody absent", async () => {
    const system = await office.system();
    await office.believe(system, USERS, { ...recent(), complete: false });
    expect((await office.verdicts(system, "elena"))[0]).toBe("account still_present usable_past_due");
    expect((await office.verdicts(system, "noor"))[0]).toBe("account not_started not_inventoried");
    expect((await office.verdicts(system, "sam"))[0]).toBe("account cannot_check look_partial");
  });

  test("the first whole list shows who is there, and nobody absent until it is sent with its number of rows", async () => {
    const system = await office.system();
    const first = await office.take(system, USERS, recent());
    if (!first.ok) throw new Error(JSON.stringify(first.reasons));
    expect(first.value.findings.map((one) => one.code)).toEqual(["first_uncounted", "not_complete"]);
    expect((await office.accept(first.value)).ok).toBe(true);
    expect((await office.verdicts(system, "elena"))[0]).toBe("account still_present usable_past_due");
    expect((await office.verdicts(system, "noor"))[0]).toBe("account not_started not_inventoried");
    await office.believe(system, USERS, { ...recent(), statedRows: 3 });
    expect((await office.verdicts(system, "noor"))[0]).toBe("account never_found nothing_found");
    // From now on a list that lost rows is noticed beside the last one.
    expect(await office.take(system, USERS, recent())).toMatchObject({ ok: true, value: { complete: true } });
  });

  test.each([
    ["says fewer rows than it has", USERS, { statedRows: 4 }],
    ["has a row that cannot be read", `${USERS}\n"u-9;x`, { statedRows: 4 }],
    ["has a row with too few values", `${USERS}\nu-9;x`, { statedRows: 4 }],
    ["is the first of its system and was counted by nobody", USERS, {}],
  ])("is one that %s, whatever is said of it", async (_what, file, over) => {
    const taken = await office.take(await office.system(), file, { ...recent(), ...over });
    expect(taken).toMatchObject({ ok: true, value: { complete: false } });
  });
});
