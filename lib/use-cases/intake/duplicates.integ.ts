import { afterAll, beforeAll, expect, it } from "vitest";
import { people, recordPeople } from "#lib/worker/testing/leavers.ts";
import { openStage, type Stage } from "#lib/worker/testing/stage.ts";
import { recordInChunks } from "./record-in-chunks.ts";

const seeds = people(5);
let stage: Stage;
beforeAll(async () => {
  stage = await openStage([]);
  await recordPeople(stage, seeds);
});
afterAll(() => stage[Symbol.asyncDispose]());

it("the same events five times over, shuffled and sent by five at once, open exactly one case each", async () => {
  const events = seeds.flatMap(({ key }, at) => [
    { source: "hr", eventId: `e-${at}`, personKey: key, effectiveAt: "2026-01-05T18:00", zone: "Europe/Berlin" },
    // The same leaving as another source tells it.
    { source: "idp", eventId: `x-${at}`, personKey: key, effectiveAt: "2026-01-05T18:00", zone: "Europe/Berlin" },
  ]);
  const shuffled = (turn: number) =>
    events
      .map((event, at) => ({ event, place: (at * 7919 + turn * 104_729) % 1009 }))
      .sort((a, b) => a.place - b.place)
      .map(({ event }) => event);
  const answers = await Promise.all([1, 2, 3, 4, 5].map((turn) => recordInChunks(stage.web, shuffled(turn), null)));
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  const { sql } = stage.db.superuser;
  expect((await sql`select from lifecycle_event`).length).toBe(events.length);
  const cases = await sql<{ epoch: number; cases: number }[]>`
    select epoch, count(*)::int as cases from leaver_case group by engagement_id, epoch`;
  expect([...cases]).toEqual(seeds.map(() => ({ epoch: 1, cases: 1 })));
});
