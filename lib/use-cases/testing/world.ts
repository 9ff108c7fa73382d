import type { TestDatabase } from "#db/testing.ts";
import { registry } from "#lib/connectors/registry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Actor, Ctx } from "#lib/runtime/context.ts";
import { testCtx, userActor } from "#lib/runtime/testing.ts";
import type { Command } from "../_kit/command.ts";
import { execute } from "../_kit/execute.ts";
import { runQuery } from "../_kit/query.ts";
import { previewAssignment } from "../steps/preview-assignment.ts";

interface Item {
  readonly personKey: string;
  readonly caseId: string;
  readonly identityId: string;
  readonly itemId: string;
  readonly stepId: string;
  readonly actStepId: string;
}

/** An item that nobody but a person can look at. */
interface ByHand extends Omit<Item, "actStepId"> {
  readonly systemId: string;
  /** Who reported it removed. */
  readonly claimer: Actor;
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
/** A moment ahead of now. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
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
  /** The holder of the confirm link that was made last. */
  linkActor: Actor = userActor("owner");

  constructor(db: TestDatabase, commands: ReadonlyMap<string, Command<unknown, unknown>>) {
    this.db = db;
    this.commands = commands;
  }

  ctx(actor: Actor = userActor("administrator")): Ctx {
    const connectors = ["scim", "okta"].flatMap((id) => registry().find(id) ?? []);
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

  /**
   * A leaver with an item of a system that nobody but a person can look at, and the step that waits for one. `claimed`:
   * somebody reported it removed.
   */
  async byHand({ tier = 2, claimed = true, layer = "account" } = {}): Promise<ByHand> {
    const systemId: string = (await this.run("system.register", { slug: next(), name: "By hand", tier }))["id"] ?? "";
    await this.db.superuser
      .sql`update system_layer set exists = 'yes' where system_id = ${systemId} and layer = ${layer}`;
    await this.db.superuser.sql`update system set owner_identity_id = ${this.ownerId} where id = ${systemId}`;
    const { caseId, identityId, personKey } = await this.item();
    const [itemId, stepId] = [this.ctx().newId(), this.ctx().newId()];
    const { sql } = this.db.superuser;
    await sql`insert into case_item (id, case_id, system_id, layer, goal, inventoried_at, due_at, created_at)
      values (${itemId}, ${caseId}, ${systemId}, ${layer}, 'disabled', now(), now(), now())`;
    await sql`insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
      values (${stepId}, 'person', 'waiting', ${caseId}, ${itemId}, ${systemId}, 1, now(), now())`;
    const claimer = userActor("analyst", await this.person());
    if (claimed) await this.run("step.claim", { stepId }, claimer);
    return { personKey, caseId, identityId, itemId, stepId, systemId, claimer };
  }

  /** A tier 1 item that its reporter alone has seen gone, in a file of their own. */
  async selfChecked(): Promise<Item & { readonly claimer: Actor }> {
    const item = await this.item();
    const claimer = userActor("analyst", await this.person());
    await this.run("step.claim", { stepId: item.stepId }, claimer);
    const { sql } = this.db.superuser;
    const id = this.ctx().newId();
    await sql`insert into observation (id, access_id, system_id, layer, case_id, started_at, ended_at, presence, completeness,
        independence, origin, sought, observer)
      select ${id}, access_id, system_id, layer, case_id, clock_timestamp(), clock_timestamp(), 'absent', 'complete', 'self',
        'file_from_person', 'a file', 'snapshot' from case_item where id = ${item.itemId}`;
    await sql`update item_verdict set key = 'self_checked' where item_id = ${item.itemId}`;
    return { ...item, claimer };
  }

  /** An item by hand for which an exception was asked, and by whom. */
  async requested(over: object = {}): Promise<ByHand & { readonly requestId: string; readonly requester: Actor }> {
    const item = await this.byHand();
    const requester = userActor("analyst", await this.person());
    const sent = { itemId: item.itemId, reason: "Payroll runs once more.", until: inDays(10), ...over };
    const asked = await this.run("exception.request", sent, requester);
    return { ...item, requester, requestId: asked["requestId"] ?? "" };
  }

  /** A system without a connector and the key of the person who owns it. */
  async owned(): Promise<{ readonly systemId: string; readonly slug: string; readonly ownerKey: string }> {
    const [slug, ownerKey] = [next(), next()];
    await this.person(ownerKey);
    const systemId = (await this.run("system.register", { slug, name: "Owned", tier: 2, ownerKey }))["id"] ?? "";
    return { systemId, slug, ownerKey };
  }

  /** An item by hand of somebody who has left, and its system's owner with a confirm link. */
  async linked({ maker, tier = 2 }: { maker?: Actor; tier?: number } = {}): Promise<ByHand> {
    const item = await this.byHand({ claimed: false, tier });
    const { sql } = this.db.superuser;
    await sql`update step set owner_identity_id = ${this.ownerId} where id = ${item.stepId}`;
    await sql`update leaver_case set state = 'open', effective_at = now() - interval '1 day' where id = ${item.caseId}`;
    await sql`insert into item_verdict (item_id, case_id, system_id, key, reason, false_closure)
      values (${item.itemId}, ${item.caseId}, ${item.systemId}, 'not_started', 'nothing_reported', false)`;
    const input = { system: item.systemId, personKey: "owner", digest: digest() };
    const linkId = (await this.run("confirm_link.create", input, maker))["linkId"] ?? "";
    this.linkActor = { kind: "confirmLink", linkId, systemId: item.systemId, identityId: idOf(this.ownerId) };
    return item;
  }

  /** The verdict of an item as it stands in the projection. */
  async verdictOf(itemId: string): Promise<string | undefined> {
    const [row] = await this.db.superuser.sql`select key from item_verdict where item_id = ${itemId}`;
    return row?.["key"];
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

  /** How many open steps nobody owns, as somebody sees who is about to assign them. */
  async unowned(): Promise<number> {
    const answer = await runQuery(this.ctx(), previewAssignment, { tab: "no_owner" });
    return answer.ok ? answer.value.matching : 0;
  }
}
