import { afterAll, beforeAll, expect, test } from "vitest";
import { idOf } from "#lib/core/ids.ts";
import { userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { answerConfirm } from "../confirm/answer-confirm.ts";
import { createConfirmLink } from "../confirm/create-link.ts";
import { Office } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.db.drop());

const ago = (minutes: number) => ({ extractedAt: new Date(Date.now() - minutes * 60_000).toISOString(), zone: "UTC" });
const users = (keys: readonly string[]) =>
  ["User ID;Email;Status", ...keys.map((key) => `id-${key};${key}@example.com;active`)].join("\n");
const workers = (count: number) => Array.from({ length: count }, (_, at) => `w-${at}`);

test("a list of whoever made the link by which an owner reported is as close as the owner's own", async () => {
  const ids = await office.people(["lister", "leaves", "asked"]);
  const system = await office.system(["account"], { ownerKey: "asked" });
  await office.leavers(["leaves"]);
  await office.believe(system, users(["leaves", ...workers(30)]), ago(60));
  const maker = userActor("analyst", idOf(ids.get("lister") ?? ""));
  const input = { system, personKey: "asked", digest: "d".repeat(64) };
  const link = await execute(office.ctx(maker), createConfirmLink, input, { idempotencyKey: null });
  if (!link.ok) throw new Error(JSON.stringify(link.reasons));
  const [item] = await office.db.superuser
    .sql`select id, case_id from case_item where system_id = ${system} and layer = 'account'`;
  const owner = ids.get("asked") ?? "";
  await office.db.superuser.sql`update step set owner_identity_id = ${owner} where item_id = ${item?.["id"]}`;
  const actor = {
    kind: "confirmLink",
    linkId: link.result.linkId,
    systemId: system,
    identityId: idOf<"identity">(owner),
  } as const;
  const answer = { caseId: item?.["case_id"], itemIds: [item?.["id"]], place: 0, answer: "removed" };
  const said = await execute(office.ctx(actor), answerConfirm, answer, { idempotencyKey: null });
  if (!said.ok) throw new Error(JSON.stringify(said.reasons));
  await office.db.superuser.sql`alter table claim disable trigger only_added`;
  await office.db.superuser.sql`update claim set at = now() - interval '10 minutes' where system_id = ${system}`;
  await office.db.superuser.sql`alter table claim enable always trigger only_added`;
  const without = users(workers(30));
  await office.believe(system, without, ago(1), maker);
  expect(await office.verdicts(system, "leaves")).toContain("account self_checked seen_by_too_close");
  await office.believe(system, without, ago(1), userActor("analyst", idOf(owner)));
  expect(await office.verdicts(system, "leaves")).toContain("account self_checked seen_by_too_close");
  await office.believe(system, without, ago(1), userActor("analyst"));
  expect(await office.verdicts(system, "leaves")).toContain("account self_checked seen_by_too_close");
  const third = (await office.people(["third"])).get("third") ?? "";
  await office.believe(system, without, ago(1), userActor("analyst", idOf(third)));
  expect(await office.verdicts(system, "leaves")).toContain("account verified_removed seen_gone");
});
