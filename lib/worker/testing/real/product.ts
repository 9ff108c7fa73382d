import type { TestDatabase } from "#db/testing.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import type { VerdictKey } from "#lib/core/access/verdict-key.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { checkSystem } from "#lib/use-cases/systems/check-system.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { reportLeavers } from "../leavers.ts";
import { openStage, type Stage } from "../stage.ts";
import { until } from "../until.ts";

export const PATIENCE_MS = 60_000;

/** A real server as the product knows it. */
export interface RealSystem {
  readonly name: string;
  readonly connector: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly tier?: 0 | 1 | 2 | 3;
  /** Layers that the connector does not cover and of which nobody has said that they do not exist. */
  readonly unsaid?: readonly Layer[];
}

/** The whole product with one real server, observe-only until a test switches acting on. `database` stays the caller's. */
export async function connected(system: RealSystem, database?: TestDatabase): Promise<Stage> {
  const stage = await openStage([], database);
  const { name, connector, config, secrets, tier = 1, unsaid = [] } = system;
  const { connectors } = stage.worker;
  const covered = connectors.find(connector)?.manifest.layers ?? {};
  const others = LAYERS.filter((layer) => covered[layer] === undefined && !unsaid.includes(layer));
  const layers = Object.fromEntries(others.map((layer) => [layer, { exists: "no" }]));
  const input = { slug: "trap", name, connector, config, secrets, tier, layers };
  const ctx = { ...stage.web, seal: stage.seal, connectors };
  const made = await execute(ctx, registerSystem, input, { idempotencyKey: null });
  if (!made.ok) throw new Error(JSON.stringify(made.reasons));
  await stage.startEngine();
  const asked = await execute(stage.web, checkSystem, { systemId: made.result.id }, { idempotencyKey: null });
  if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
  const read = () => stage.db.superuser.sql`select check_ok, check_findings from system`;
  await until("checked", read, ([row]) => row?.["check_ok"] === true, PATIENCE_MS);
  return stage;
}

/** From now on the product acts in the system by itself. */
export async function switchActingOn(stage: Stage): Promise<void> {
  await stage.db.superuser.sql`update system set acting = true`;
}

/** Past every deadline: what is usable then is Still present, whoever claimed what. */
const LONG_AGO = "2026-01-05T18:00";

/** Before any deadline: what nobody could see is Cannot check. */
export function anHourAgo(): string {
  const parts = { timeZone: "Europe/Berlin", dateStyle: "short", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("sv-SE", parts).format(Date.now() - 3_600_000).replace(" ", "T");
}

/** Somebody is reported as having left. @returns the id of the case */
export async function leaves(stage: Stage, user: string, since = LONG_AGO): Promise<string> {
  const mail = user.includes("@");
  const keys = mail ? { emails: [user] } : { userNames: [user] };
  const identities = [{ personKey: user, displayName: "Mia", ...keys }];
  const recorded = await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.reasons));
  return (await reportLeavers(stage, [user], since)).get(user) ?? "";
}

/** What the screen of one leaver shows. */
export interface Shown {
  readonly status: string;
  /** Layers without an item are left out. */
  readonly layers: Partial<Readonly<Record<Layer, readonly VerdictKey[]>>>;
  readonly items: readonly {
    readonly id: string;
    readonly layer: Layer;
    readonly label: string;
    readonly verdict: VerdictKey;
  }[];
  /** Ends that the words of the layers carry, such as that of Expires by. */
  readonly ends: Partial<Readonly<Record<Layer, string>>>;
  /** Why the case as a whole stays open. */
  readonly holds: readonly string[];
}

export async function look(stage: Stage, caseId: string): Promise<Shown> {
  const seen = await runQuery(stage.web, readLeaver, { leaver: caseId });
  if (!seen.ok) throw new Error(JSON.stringify(seen.reasons));
  const { header, rows, holds } = seen.value;
  const cells = rows.flatMap((row) => row.cells).filter(({ items }) => items.length > 0);
  return {
    status: header.status,
    layers: Object.fromEntries(cells.map(({ layer, items }) => [layer, items.map(({ verdict }) => verdict)])),
    items: cells.flatMap(({ layer, items }) => items.map((item) => ({ ...item, layer }))),
    ends: Object.fromEntries(cells.flatMap(({ layer, untilIso }) => (untilIso === null ? [] : [[layer, untilIso]]))),
    holds,
  };
}

/** Waits until the screen shows what is wanted. @throws Error with what it shows */
export function shows(stage: Stage, what: string, caseId: string, wanted: (shown: Shown) => boolean): Promise<Shown> {
  return until(what, () => look(stage, caseId), wanted, PATIENCE_MS);
}

/** Somebody presses Verify now, and waits for what is wanted. */
export async function looksAgain(
  stage: Stage,
  what: string,
  caseId: string,
  wanted: (shown: Shown) => boolean,
): Promise<Shown> {
  const asked = await execute(stage.web, verifyLeaver, { leaverId: caseId }, { idempotencyKey: null });
  if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
  return shows(stage, what, caseId, wanted);
}

/** Has the gate of the case asked once whatever is due was done, and waits for its answer. @returns what is shown then */
export async function asksTheGate(stage: Stage, caseId: string): Promise<Shown> {
  const { sql } = stage.db.superuser;
  const idle = () => sql`
    select from step where case_id = ${caseId} and kind <> 'person'
      and (state = 'leased' or (state = 'ready' and not_before <= now()))`;
  await until("nothing is under way", idle, ({ length }) => length === 0, PATIENCE_MS);
  const [asked] =
    await sql`update leaver_case set settle_at = now() where id = ${caseId} returning settle_at::text as at`;
  const waiting = () =>
    sql`select from leaver_case where id = ${caseId} and settle_at <= ${asked?.["at"]}::timestamptz`;
  await until("the gate was asked", waiting, ({ length }) => length === 0, PATIENCE_MS);
  return look(stage, caseId);
}

/** Verdicts on these layers that ever counted as ended in this case, by its whole history. */
export async function everGreen(stage: Stage, caseId: string, layers: readonly Layer[]): Promise<readonly string[]> {
  const rows = await stage.db.superuser.sql<{ layer: Layer; key: string }[]>`
    select distinct i.layer, h.key from verdict_change h join case_item i on i.id = h.item_id
    where i.case_id = ${caseId} and (h.key like 'verified%' or h.key in ('never_found', 'not_applicable', 'attested'))`;
  return rows.filter(({ layer }) => layers.includes(layer)).map(({ layer, key }) => `${layer} ${key}`);
}

/** Everything of the person is read once more, as before a case closes and while it is watched. */
export async function readsAgain(stage: Stage, caseId: string): Promise<void> {
  const { sql } = stage.db.superuser;
  const id = stage.worker.newId();
  await sql`insert into step (id, kind, state, case_id, system_id, epoch, not_before, created_at)
    select ${id}, 'inventory', 'ready', c.id, y.id, c.epoch, now(), now() from leaver_case c, system y where c.id = ${caseId}`;
  await until(
    "read",
    () => sql`select from step where id = ${id} and state = 'ended'`,
    ({ length }) => length === 1,
    PATIENCE_MS,
  );
}
