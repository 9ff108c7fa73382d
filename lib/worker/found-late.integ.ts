import { expect, it } from "vitest";
import type { Command } from "#lib/use-cases/_kit/command.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { listCandidates } from "#lib/use-cases/candidates/list-candidates.ts";
import { recordSightings } from "#lib/use-cases/candidates/record-sightings.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { acceptSnapshot } from "#lib/use-cases/snapshots/accept-snapshot.ts";
import { takeSnapshot } from "#lib/use-cases/snapshots/take-snapshot.ts";
import { addCandidate } from "#lib/use-cases/systems/add-candidate.ts";
import { stateLayer } from "#lib/use-cases/systems/state-layer.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

const SEEDS = people(2);

async function run<Input, Result>(stage: Stage, command: Command<Input, Result>, input: unknown): Promise<Result> {
  const outcome = await execute(stage.web, command, input, { idempotencyKey: null });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
  return outcome.result;
}

async function verdicts(stage: Stage, caseId: string, systemId: string): Promise<string[]> {
  const rows = await stage.db.superuser.sql`
    select i.layer || ' ' || v.key as text from case_item i join item_verdict v on v.item_id = i.id
    where i.case_id = ${caseId} and i.system_id = ${systemId} order by 1`;
  return rows.map((row) => row["text"]);
}

it("a system that a leaver used and nobody listed stays Cannot check in the case that closed without it, until it is seen there: then it was missed at inventory, and the case opens again", async () => {
  await using stage = await openStage([{ name: "Target", ...peopled(SEEDS) }]);
  await recordPeople(stage, SEEDS);
  await stage.db.superuser
    .sql`update system set owner_identity_id = (select identity_id from profile_identity where person_key = 'p-2')`;
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  await stage.startEngine();
  const state = async () =>
    (await stage.db.superuser.sql`select state from leaver_case where id = ${caseId}`)[0]?.["state"] as string;
  await until("closed", state, (now) => now === "closed_verified");

  const sighting = {
    source: "Okta",
    channel: "sign_in",
    name: "Notion",
    person: "person-1@example.com",
    seenAt: "2026-01-04",
  };
  const { results } = await run(stage, recordSightings, { sightings: [sighting] });
  const candidateId = results[0]?.candidateId;
  const metric = async () => {
    const list = await runQuery(stage.web, listCandidates, {});
    return list.ok ? [list.value.foundLate.found, list.value.foundLate.of] : [];
  };
  expect(await metric()).toEqual([1, 1]);

  const { systemId, closedCases } = await run(stage, addCandidate, { candidateId });
  expect(closedCases).toEqual([caseId]);
  await until(
    "planned",
    () => verdicts(stage, caseId, systemId),
    (seen) => seen.length === 8,
  );
  expect(new Set(await verdicts(stage, caseId, systemId))).toContain("account cannot_check");
  const view = await runQuery(stage.web, readLeaver, { leaver: caseId });
  expect(view.ok && [view.value.header.status, view.value.foundLate]).toEqual(["closed_verified", ["Notion"]]);
  expect(await state()).toBe("closed_verified");
  expect(await metric()).toEqual([1, 1]);

  await run(stage, stateLayer, { systemId, layer: "account", exists: "yes", observe: "snapshot" });
  const list = new TextEncoder().encode(
    "User ID,Email,Status\nn-1,person-1@example.com,active\nn-2,stays@example.com,active\n",
  );
  const stated = { system: systemId, kind: "users", extractor: "An administrator", query: "All users" };
  const at = { extractedAt: new Date().toISOString(), zone: "UTC", complete: true, statedRows: 2 };
  const bytes = async function* () {
    yield list;
  };
  const taken = await takeSnapshot(stage.web, { ...stated, ...at }, bytes(), { idempotencyKey: null });
  if (!taken.ok) throw new Error(JSON.stringify(taken.reasons));
  const confirm = taken.value.findings.filter((one) => one.weight === "confirm").map((one) => one.code);
  await run(stage, acceptSnapshot, { systemId, snapshotId: taken.value.snapshotId, confirm });
  await until("opened again", state, (now) => now === "reopened");
  expect(await verdicts(stage, caseId, systemId)).toContain("account missed_at_inventory");
});
