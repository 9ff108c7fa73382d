import type { TestDatabase } from "#db/testing.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import { execute } from "../_kit/execute.ts";
import { recordIdentities } from "../identities/record-identities.ts";
import { recordInChunks } from "../intake/record-in-chunks.ts";

/** The leaving of the first person, as HR tells it; each has an id of its own. */
export const event = (over: Record<string, unknown> = {}) => ({
  source: "hr",
  eventId: `e-${Math.random()}`,
  personKey: "p-0",
  effectiveAt: "2026-03-31T18:00",
  zone: "Europe/Berlin",
  ...over,
});

/** People and systems on a database, and what its leavers came to. */
export class Company {
  readonly db: TestDatabase;

  constructor(db: TestDatabase) {
    this.db = db;
  }

  ctx(actor: Actor = userActor("analyst")) {
    return testCtx(this.db.web, { actor });
  }

  /** People `prefix-0` and on. */
  async addPeople(prefix: string, count: number): Promise<void> {
    for (let from = 0; from < count; from += 5000) {
      const identities = Array.from({ length: Math.min(5000, count - from) }, (_, at) => ({
        personKey: `${prefix}-${from + at}`,
        displayName: `Person ${from + at}`,
        emails: [`${prefix}-${from + at}@Example.org`],
      }));
      const outcome = await execute(this.ctx(), recordIdentities, { identities }, { idempotencyKey: null });
      if (!outcome.ok || outcome.result.results.some((row) => row.status !== "created"))
        throw new Error(JSON.stringify(outcome));
    }
  }

  /** Systems, the first of them without a connector. */
  async addSystems(count: number): Promise<void> {
    const ids = Array.from({ length: count }, testCtx(this.db.superuser).newId);
    await this.db.superuser.sql`
      insert into system (id, slug, name, tier, connector, created_at)
      select id, id::text, 'System', 1, case when place > 1 then 'scim' end, now()
      from unnest(${ids}::uuid[]) with ordinality as t(id, place)`;
  }

  async record(events: readonly unknown[], actor?: Actor) {
    const outcome = await recordInChunks(this.ctx(actor), events, null);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    return outcome.value;
  }

  casesOf(personKey: string) {
    return this.db.superuser.sql`
      select c.*, (select count(*) from step s where s.case_id = c.id and s.kind = 'inventory') as steps
      from leaver_case c join profile_identity p using (identity_id) where p.person_key = ${personKey} order by c.epoch`;
  }
}
