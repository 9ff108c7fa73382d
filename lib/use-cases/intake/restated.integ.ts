import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { testCtx } from "#lib/runtime/testing.ts";
import { settleLeavers } from "../leaver/settle-leavers.ts";
import { Company, event } from "../testing/company.ts";

let db: TestDatabase;
let company: Company;
beforeAll(async () => {
  db = await createTestDatabase();
  company = new Company(db);
  await company.addPeople("p", 40);
  await company.addSystems(3);
});
afterAll(() => db.drop());

const record = (events: readonly unknown[], actor?: Actor) => company.record(events, actor);
const casesOf = (personKey: string) => company.casesOf(personKey);

describe("somebody who comes back and leaves again", () => {
  const epochs = async (personKey: string) =>
    (await casesOf(personKey)).map((one) => ({ epoch: one["epoch"], state: one["state"], steps: one["steps"] }));

  test.each(["closed_verified", "closed_excepted", "ended_open", "archived"])(
    "after a case that is %s: a later end opens the next case, the same end told again joins",
    async (state) => {
      const personKey = `again-${state}`;
      await company.addPeople(personKey, 1);
      const key = `${personKey}-0`;
      const source = `s-${state}`;
      const first = await record([event({ personKey: key, source, effectiveAt: "2026-01-31" })]);
      await db.superuser.sql`
        update leaver_case c set state = ${state}, closed_at = now() - interval '400 days' from profile_identity p
        where p.identity_id = c.identity_id and p.person_key = ${key}`;
      const same = await record([event({ personKey: key, source: "another", effectiveAt: "2026-01-31" })]);
      expect(same.results[0]?.leaver).toBe(first.results[0]?.leaver);
      const second = await record([event({ personKey: key, source, effectiveAt: "2026-06-30" })]);
      expect(second.results[0]).toMatchObject({ status: "accepted", leaver: expect.stringMatching(/^LV-/) });
      expect(second.results[0]?.leaver).not.toBe(first.results[0]?.leaver);
      expect(await epochs(key)).toEqual([
        { epoch: 1, state, steps: expect.anything() },
        { epoch: 2, state: "open", steps: expect.anything() },
      ]);
    },
  );
});

describe("an end that is stated anew", () => {
  const endOf = async (personKey: string) => {
    const [found] = await casesOf(personKey);
    const [step] = await db.superuser.sql`
      select not_before::text as at, due_at::text as due from step where case_id = ${found?.["id"]} and kind = 'act'`;
    return { end: found?.["effective_at"], act: step?.["at"], due: step?.["due"], state: found?.["state"] };
  };

  async function planned(personKey: string, source: string) {
    await record([
      event({
        personKey,
        source,
        eventId: "1",
        effectiveAt: "2050-03-31",
        zone: "UTC",
        notifiedAt: "2026-01-02T00:00:00Z",
      }),
    ]);
    await db.superuser.sql`
      insert into step (id, kind, state, case_id, system_id, epoch, not_before, due_at, created_at)
      select gen_random_uuid(), 'act', 'ready', c.id, y.id, 1, c.effective_at, c.effective_at + interval '1 hour', now()
      from leaver_case c join profile_identity p using (identity_id), (select id from system limit 1) y where p.person_key = ${personKey}`;
  }

  test("by its own source moves the case, its deadlines and what waits for it", async () => {
    await planned("p-34", "dates");
    await record([event({ personKey: "p-34", source: "dates", eventId: "2", effectiveAt: "2050-02-28", zone: "UTC" })]);
    const moved = await endOf("p-34");
    expect(moved).toMatchObject({ state: "scheduled", end: expect.stringContaining("2050-03-01 00:00:00") });
    expect(moved.act).toContain("2050-03-01 00:00:00");
    expect(moved.due).toContain("2050-03-01 01:00:00");
    await record([event({ personKey: "p-34", source: "dates", eventId: "3", effectiveAt: "2026-01-01", zone: "UTC" })]);
    const [due] = await db.superuser.sql`
      select bool_and(not_before <= now()) as now from step s join leaver_case c on c.id = s.case_id
      join profile_identity p using (identity_id) where p.person_key = 'p-34' and s.kind = 'act'`;
    expect(due?.["now"]).toBe(true);
    expect(await casesOf("p-34")).toHaveLength(1);
  });

  test("brought forward to a moment that has passed, everything that waited for the old end is due now, and the gate is asked", async () => {
    await planned("p-36", "forward");
    const { sql } = db.superuser;
    const kinds = ["observe", "person"];
    for (const kind of kinds) {
      await sql`
        insert into step (id, kind, state, case_id, system_id, epoch, not_before, due_at, created_at)
        select gen_random_uuid(), ${kind}, ${kind === "person" ? "waiting" : "ready"}, c.id, y.id, 1,
          c.effective_at + interval '5 minutes', c.effective_at, now()
        from leaver_case c join profile_identity p using (identity_id), (select id from system limit 1) y where p.person_key = 'p-36'`;
    }
    await sql`
      update step s set not_before = c.effective_at from leaver_case c join profile_identity p using (identity_id)
      where c.id = s.case_id and p.person_key = 'p-36' and s.kind = 'inventory'`;
    await record([
      event({ personKey: "p-36", source: "forward", eventId: "2", effectiveAt: "2026-01-31T18:00", zone: "UTC" }),
    ]);
    const steps = await sql`
      select s.kind, bool_and(s.not_before <= clock_timestamp()) as now, bool_and(s.due_at < '2026-02-01') as due
      from step s join leaver_case c on c.id = s.case_id join profile_identity p using (identity_id)
      where p.person_key = 'p-36' group by 1 order by 1`;
    expect([...steps]).toEqual(
      ["act", "inventory", "observe", "person"].map((kind) => ({ kind, now: true, due: true })),
    );
    await settleLeavers(testCtx(db.worker, { actor: { kind: "job", credential: "worker" } }), {
      closingReadDelay: 0,
    });
    expect((await endOf("p-36")).state).toBe("open");
  });

  test("twice in one batch, the case opens with the end that was stated last", async () => {
    const both = ["2050-01-31", "2050-02-28"].map((effectiveAt) =>
      event({ personKey: "p-37", source: "both", effectiveAt, zone: "UTC" }),
    );
    await record(both);
    expect((await endOf("p-37")).end).toContain("2050-03-01 00:00:00");
  });

  test("a statement that is older but arrives later, and that of another source, move nothing", async () => {
    await planned("p-35", "order");
    const older = { effectiveAt: "2050-01-31", zone: "UTC", notifiedAt: "2026-01-01T00:00:00Z" };
    const outcomes = [
      await record([event({ personKey: "p-35", source: "order", eventId: "0", ...older })]),
      await record([
        event({ personKey: "p-35", source: "another", eventId: "1", effectiveAt: "2050-05-31", zone: "UTC" }),
      ]),
    ];
    expect(outcomes.map((one) => one.accepted)).toEqual([1, 1]);
    expect((await endOf("p-35")).end).toContain("2050-04-01 00:00:00");
  });
});
