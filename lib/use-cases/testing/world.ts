import type { TestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import type { Actor, Ctx } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import type { Command } from "../_kit/command.ts";
import { execute } from "../_kit/execute.ts";

interface Item {
  readonly personKey: string;
  readonly caseId: string;
  readonly identityId: string;
  readonly itemId: string;
  readonly stepId: string;
  readonly actStepId: string;
}

let count = 0;
const counted = () => {
  count += 1;
  return count;
};

/** A name nobody had before. */
export const next = () => `n-${counted()}`;
/** A digest nobody had before. */
export const digest = () => counted().toString(16).padStart(64, "0");
/** An id of nothing. */
export const NOWHERE = "01890000-0000-7000-8000-000000000000";

export const system = (over: object = {}) => ({
  slug: next(),
  name: "CRM",
  connector: "scim",
  config: { baseUrl: "https://crm.example.com/scim/v2" },
  secrets: { token: "canary-secret" },
  ...over,
});

export const event = (personKey: string, over: object = {}) => ({
  source: next(),
  eventId: "e",
  personKey,
  effectiveAt: "2026-03-31",
  zone: "UTC",
  ...over,
});

/** A small company on a database of its own, filled through the commands themselves. */
export class World {
  readonly db: TestDatabase;
  readonly commands: ReadonlyMap<string, Command<unknown, unknown>>;
  ownerId = "";
  leftId = "";
  systemId = "";

  constructor(db: TestDatabase, commands: ReadonlyMap<string, Command<unknown, unknown>>) {
    this.db = db;
    this.commands = commands;
  }

  ctx(actor: Actor = userActor("administrator")): Ctx {
    const connectors = ["scim"].flatMap((id) => registry().find(id) ?? []);
    return testCtx(this.db.web, { actor, connectors });
  }

  find(name: string): Command<unknown, unknown> {
    const found = this.commands.get(name);
    if (found === undefined) throw new Error(`no command ${name}`);
    return found;
  }

  async run(name: string, input: unknown, actor?: Actor): Promise<Record<string, never>> {
    const outcome = await execute(this.ctx(actor), this.find(name), input, { idempotencyKey: null });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons));
    // Results differ by command; tests read only fields that their command has.
    return outcome.result as Record<string, never>;
  }

  async fill(): Promise<void> {
    this.ownerId = await this.person("owner");
    this.leftId = await this.person("left");
    await this.db.superuser
      .sql`update engagement set ended_at = now() - interval '1 day' where identity_id = ${this.leftId}`;
    this.systemId = await this.register({ slug: "world" });
  }

  async register(over: object = {}): Promise<string> {
    return (await this.run("system.register", system(over)))["id"] ?? "";
  }

  async person(key = next()): Promise<string> {
    await this.run("identity.record", { identities: [{ personKey: key, displayName: `Person ${key}` }] });
    const [row] = await this.db.superuser.sql`select identity_id from profile_identity where person_key = ${key}`;
    return row?.["identity_id"];
  }

  /** A leaver with one account that was found, an act that waits for its time and a step that waits for a person. */
  async item(): Promise<Item> {
    const key = next();
    const identityId = await this.person(key);
    await this.run("lifecycle_event.record", { events: [event(key)] });
    const { sql, newId } = { sql: this.db.superuser.sql, newId: this.ctx().newId };
    const [found] = await sql`select id from leaver_case where identity_id = ${identityId}`;
    const caseId: string = found?.id;
    const [itemId, stepId, actStepId, accountId, accessId] = [newId(), newId(), newId(), newId(), newId()];
    const { systemId } = this;
    await sql`insert into account (id, system_id, kind, first_seen_at) values (${accountId}, ${systemId}, 'human', now())`;
    await sql`insert into access (id, system_id, account_id, layer, first_seen_at) values (${accessId}, ${systemId}, ${accountId}, 'account', now())`;
    await sql`insert into case_item (id, case_id, system_id, layer, account_id, access_id, goal, found_at, inventoried_at, due_at, created_at)
      values (${itemId}, ${caseId}, ${systemId}, 'account', ${accountId}, ${accessId}, 'disabled', now(), now(), now(), now())`;
    await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
      values (${stepId}, 'person', 'waiting', ${caseId}, ${itemId}, ${systemId}, 1, now(), now()),
        (${actStepId}, 'act', 'ready', ${caseId}, ${itemId}, ${systemId}, 1, now() + interval '1 day', now())`;
    return { personKey: key, caseId, identityId, itemId, stepId, actStepId };
  }
}
