import { afterAll, beforeAll, expect, test } from "vitest";
import { testCtx } from "#lib/runtime/testing.ts";
import { settleLeavers } from "../leaver/settle-leavers.ts";
import { Office } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.db.drop());

const USERS = "User ID;Email;Status\nu-1;stays@example.com;active\n";
const ago = (minutes: number) => ({ extractedAt: new Date(Date.now() - minutes * 60_000).toISOString(), zone: "UTC" });

async function stateOf(key: string): Promise<string> {
  // The worker finds nothing to read with: its inventory step of such a system ends by itself.
  await office.db.superuser
    .sql`update step set state = 'ended', ended_at = now() where kind = 'inventory' and state = 'ready'`;
  await office.db.superuser
    .sql`update leaver_case set settle_at = now(), inventoried_at = coalesce(inventoried_at, now())`;
  const worker = testCtx(office.db.worker, { actor: { kind: "job", credential: "worker" } });
  await settleLeavers(worker, { closingReadDelay: 0 });
  const [row] = await office.db.superuser.sql`
    select c.state from leaver_case c join profile_identity p using (identity_id) where p.person_key = ${key}`;
  return row?.["state"];
}

test("a leaver closes on a list made after the effective end, and not on one made before it", async () => {
  await office.people(["stays", "gone"]);
  const system = await office.system();
  await office.db.superuser.sql`
    update system_layer set exists = 'no', exists_until = now() + interval '1 day', attested_by = 'x'
    where system_id = ${system} and layer <> 'account'`;
  const end = new Date(Date.now() - 60 * 60_000);
  await office.leavers(["gone"], end.toISOString().slice(0, 16));
  await office.db.superuser.sql`update leaver_case set effective_at = ${end.toISOString()}`;
  expect(await stateOf("gone")).toBe("open");
  await office.believe(system, USERS, ago(120));
  expect(await office.verdicts(system, "gone")).toEqual(["account never_found nothing_found"]);
  expect(await stateOf("gone")).toBe("open");
  await office.believe(system, USERS, ago(5));
  expect(await stateOf("gone")).toBe("closed_verified");
});

test("what a later list shows usable again is the owner's once the case is settled, though its step ended with the list before", async () => {
  const system = await office.system(["account"], { layers: { account: { exists: "yes", observe: "snapshot" } } });
  const owner = (await office.people(["stays", "owner", "back"])).get("owner") ?? "";
  const { sql } = office.db.superuser;
  await sql`update system set owner_identity_id = ${owner} where id = ${system}`;
  await office.leavers(["back"], "2026-01-05T18:00");
  const row = "u-2;back@example.com;active\n";
  await office.believe(system, `${USERS}${row}`, ago(90));
  await office.believe(system, USERS, ago(60), office.second);
  expect(await office.verdicts(system, "back")).toContain("account verified_removed gone_unattributed");
  const live = () => sql`
    select s.kind, s.owner_identity_id as owner from step s join case_item i on i.id = s.item_id
    where i.system_id = ${system} and i.access_id is not null and s.state in ('ready', 'leased', 'waiting')`;
  expect(await live()).toEqual([]);
  // Gone is certain only since the list came here: what counts after it was extracted later.
  await office.believe(system, `${USERS}${row}`, ago(0));
  await stateOf("back");
  expect(await office.verdicts(system, "back")).toContain("account came_back usable_after_verified");
  expect(await live()).toEqual([{ kind: "person", owner }]);
  await stateOf("back");
  expect(await live()).toHaveLength(1);
});
