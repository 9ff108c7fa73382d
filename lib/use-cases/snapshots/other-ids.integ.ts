import { afterAll, beforeAll, expect, test } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { until } from "#lib/worker/testing/until.ts";
import { execute } from "../_kit/execute.ts";
import { acceptSnapshot } from "./accept-snapshot.ts";
import { takeSnapshot } from "./take-snapshot.ts";
import { piecesOf } from "./testing/pieces.ts";

const seeds = people(6);
let stage: Stage;
let system: string;
beforeAll(async () => {
  // Observed and not acted on: the account stays there throughout.
  stage = await openStage([{ name: "Target", ...peopled(seeds), acting: false }]);
  system = stage.systemIds.get("Target") ?? "";
  await recordPeople(stage, seeds);
  await reportLeavers(stage, ["p-1", "p-2"]);
  const engine = await stage.startEngine();
  const bothSeen = (rows: Awaited<ReturnType<typeof accounts>>) => rows.length === 2;
  await until("both accounts are seen", accounts, bothSeen, 20_000);
  await engine.stop(2_000);
  // From here on its owner sends lists.
  await stage.db.superuser.sql`update system_layer set observe = 'snapshot' where system_id = ${system}`;
});
afterAll(() => stage[Symbol.asyncDispose]());

async function accounts() {
  return await stage.db.superuser.sql<{ person: string; nativeId: string; verdict: string }[]>`
    select p.person_key as person, a.native_id as "nativeId", v.key as verdict
    from case_item i join item_verdict v on v.item_id = i.id join access x on x.id = i.access_id
    join profile_account a on a.account_id = x.account_id join leaver_case c on c.id = i.case_id
    join profile_identity p on p.identity_id = c.identity_id
    where i.layer = 'account' order by 1`;
}

async function believe(lines: readonly string[], map: object = {}): Promise<void> {
  const stated = {
    ...{ system, kind: "users", extractor: "An administrator", query: "All users", zone: "UTC", complete: true },
    ...{ extractedAt: new Date().toISOString(), statedRows: lines.length - 1, map },
  };
  const taken = await takeSnapshot(stage.web, stated, piecesOf(lines.join("\n")), { idempotencyKey: null });
  if (!taken.ok) throw new Error(JSON.stringify(taken.reasons));
  const confirm = taken.value.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
  const input = { systemId: system, snapshotId: taken.value.snapshotId, confirm };
  const accepted = await execute(stage.web, acceptSnapshot, input, { idempotencyKey: null });
  expect(accepted).toMatchObject({ ok: true, result: { state: "accepted" } });
}

test("a list by user names proves no account gone that a connector knows by its id; one by those ids does", async () => {
  const stay = seeds.slice(2).map(({ email }) => email);
  // Under another name than the one that is known: only the id could show that the account is still there.
  const names = ["renamed-1@example.com", "renamed-2@example.com", ...stay];
  await believe(["User name;Status", ...names.map((name) => `${name};active`)]);
  const [first, second] = await accounts();
  expect([first?.verdict, second?.verdict]).toEqual(["still_present", "still_present"]);
  const ids = ["User ID;Status", `${second?.nativeId};active`, ...stay.map((_email, at) => `u-${at};active`)];
  await believe(ids, { account_id: "User ID" });
  expect((await accounts()).map((one) => one.verdict)).toEqual(["verified_removed", "still_present"]);
});
