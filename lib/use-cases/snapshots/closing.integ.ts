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
