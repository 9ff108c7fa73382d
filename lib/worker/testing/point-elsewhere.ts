import { registry } from "#lib/connectors/registry.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText } from "#lib/use-cases/_kit/actor.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { changeConnection } from "#lib/use-cases/systems/change-connection.ts";
import type { ScimSystem } from "#scripts/demo/scim-system.ts";
import type { Stage } from "./stage.ts";

/** A target that no system of the stage leads to: its own system is taken out of the inventory. */
export async function offStage(stage: Stage, name: string): Promise<ScimSystem> {
  const target = stage.server.systems.find((system) => system.name === name);
  if (target === undefined) throw new Error("no such target");
  await stage.db.superuser.sql`update system set retired_at = now() where name = ${name}`;
  return target;
}

/** Points the connection of a system at another target, as a draft that the target has accepted. */
export async function pointElsewhere(stage: Stage, name: string, to: ScimSystem): Promise<void> {
  const { sql } = stage.db.superuser;
  const connectors = registry();
  const web: Ctx = {
    ...stage.web,
    connectors: { find: (id) => connectors.find(id) ?? undefined, ids: () => ["scim"] },
  };
  const systemId = stage.systemIds.get(name) ?? "";
  const draftId = web.newId();
  const config = JSON.stringify({ baseUrl: stage.server.baseUrl(to) });
  const dialect = { groups: true };
  const checked = JSON.stringify({
    ...{ reachable: true, authorised: true, findings: [], dialect, steps: [], calls: 3 },
    layers: ["account", "group"].map((layer) => ({ layer, observe: "yes", act: true, seen: null })),
  });
  await sql`
    insert into connection_draft (id, system_id, changes, keeps_secrets, made_by, connector, config, checked, touched_at)
    values (${draftId}, ${systemId}, true, false, ${accountableText(web.actor)}, 'scim', ${config}::text::jsonb,
      ${checked}::text::jsonb, now())`;
  await sql`insert into system_secret (system_id, name, sealed, created_at, draft_id)
    values (${systemId}, 'token', ${stage.seal(systemId, "token", to.token)}, now(), ${draftId})`;
  const changed = await execute(web, changeConnection, { draftId }, { idempotencyKey: null });
  if (!changed.ok) throw new Error(JSON.stringify(changed.reasons));
}
