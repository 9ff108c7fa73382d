import { afterAll, beforeAll, expect, it } from "vitest";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { recordToolClaims } from "#lib/use-cases/claims/record-tool-claims.ts";
import { addAlias } from "#lib/use-cases/systems/add-alias.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { verdictsOf } from "./testing/truth.ts";

const seeds = people(2);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage([
    // The second person has no account here, and one in the other.
    { name: "Honest", ...peopled(seeds.slice(0, 1)) },
    { name: "Liar", behaviour: "lying", ...peopled(seeds) },
  ]);
});
afterAll(() => stage[Symbol.asyncDispose]());

const say = async (externalId: string, system: string, over: object = { personKey: "p-1" }) => {
  const claims = [{ source: "Okta Workflows", externalId, system, state: "completed", ...over }];
  const outcome = await execute(stage.web, recordToolClaims, { claims }, { idempotencyKey: null });
  return outcome.ok ? outcome.result.results[0] : outcome;
};
const standing = async (externalId: string) => {
  const [row] = await stage.db.superuser.sql<{ standing: string | null }[]>`
    select s.standing from profile_tool_claim w join claim c on c.tool_claim_id = w.claim_id
    left join claim_standing s on s.claim_id = c.id where w.external_id = ${externalId}`;
  return row?.standing ?? "not matched";
};
const SEEN = { timeout: 30_000 };

it("what a tool said before person, leaver and items were known is matched when they appear, and judged by our own looks", async () => {
  expect(await say("early-honest", "Honest")).toMatchObject({ status: "waiting", waits: "person_unknown" });
  expect(await say("early-liar", "liar", { email: "Person-1@Example.com" })).toMatchObject({ waits: "person_unknown" });
  expect(await say("early-alias", "Big Liar Suite")).toMatchObject({ status: "waiting" });
  await recordPeople(stage, seeds);
  expect(await say("early-liar-2", "Liar")).toMatchObject({ status: "waiting", waits: "no_leaver" });
  await reportLeavers(stage, ["p-1"]);
  await stage.startEngine();
  await expect.poll(() => standing("early-liar"), SEEN).toBe("contradicted");
  await expect.poll(() => verdictsOf(stage, "Honest"), SEEN).toContain("verified_disabled");
  // Closeout itself took it away: whether the look after the claim or the act came first decides this one.
  expect(["contradicted", "confirmed"]).toContain(await standing("early-honest"));
  // Both are the same tool's on one item: they count once, by whichever decides.
  const counted = await stage.db.superuser.sql`
    select s.standing from claim_standing s join system y on y.id = s.system_id where y.name = 'Liar'`;
  expect(counted).toEqual([{ standing: "contradicted" }]);
  expect(await standing("early-alias")).toBe("not matched");
});

it("what is claimed of access that is really gone is confirmed by a look of its own, made after the claim", async () => {
  const said = await say("late-honest", "Honest", { personKey: "p-1", source: "ServiceNow" });
  expect(said).toMatchObject({ status: "matched", items: 1 });
  await expect.poll(() => standing("late-honest"), SEEN).toBe("confirmed");
  await expect.poll(() => verdictsOf(stage, "Honest"), SEEN).toContain("verified_disabled");
});

it("a claim on what no inventory ever found has the system read again, and the case is not held open by it", async () => {
  await reportLeavers(stage, ["p-2"], "2026-01-05T18:00", "later");
  const verdicts = async () =>
    (
      await stage.db.superuser.sql`
        select v.key from item_verdict v join leaver_case c on c.id = v.case_id join profile_identity p using (identity_id)
        join system y on y.id = v.system_id where p.person_key = 'p-2' and y.name = 'Honest'`
    ).map((row) => row["key"]);
  await expect.poll(verdicts, SEEN).toEqual(["never_found"]);
  expect(await say("of-nothing", "Honest", { personKey: "p-2" })).toMatchObject({ status: "matched", items: 1 });
  await expect.poll(() => standing("of-nothing"), SEEN).toBe("confirmed");
  await expect.poll(verdicts, SEEN).toEqual(["never_found"]);
});

it("a claim that waits for a system's name is matched as soon as somebody says whose name that is", async () => {
  const systemId = stage.systemIds.get("Liar") ?? "";
  const give = (alias: string, id = systemId) =>
    execute(stage.web, addAlias, { systemId: id, alias }, { idempotencyKey: null });
  expect(await give("big-liar SUITE")).toMatchObject({ ok: true, result: { items: 1 } });
  const [row] = await stage.db.superuser.sql`
    select count(*)::int as claims from profile_tool_claim w join claim c on c.tool_claim_id = w.claim_id
    where w.external_id = 'early-alias'`;
  expect(row).toEqual({ claims: 1 });
  expect(await say("late-alias", "BigLiarSuite")).toMatchObject({ status: "matched", items: 1 });
  const taken = await give("Big Liar Suite", stage.systemIds.get("Honest"));
  expect(taken).toMatchObject({ ok: false, reasons: [{ code: "input_invalid", path: "alias" }] });
  expect(await give("…")).toMatchObject({ ok: false, reasons: [{ code: "input_invalid", path: "alias" }] });
});
