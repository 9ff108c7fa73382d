import { z } from "zod";
import { askWatched } from "#db/queries/connections/ask-watched.ts";
import { changeConnection as change, readConnection } from "#db/queries/connections/change-connection.ts";
import { deleteDraftsOf, lockDraft } from "#db/queries/connections/find-draft.ts";
import { forgetReads } from "#db/queries/connections/forget-reads.ts";
import { enqueueInventories } from "#db/queries/systems/enqueue-inventories.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import { recordCheck } from "#db/queries/systems/record-check.ts";
import { handOverSecrets } from "#db/queries/systems/seal-secrets.ts";
import type { Tx } from "#db/tx.ts";
import type { Manifest } from "#lib/connectors/contract.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { WATCH } from "#lib/core/leaver/closing-read.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { stopRun } from "../_kit/stop-run.ts";
import { learnAbilities } from "./learn-abilities.ts";
import { readConnector } from "./read-connector.ts";
import { acceptedCheck } from "./trial-answer.ts";

const input = z.strictObject({ draftId: z.uuid() });

export interface ConnectionChanged {
  readonly systemId: string;
  readonly slug: string;
  /** It acted, and only looks from now on: its calls go to another place. */
  readonly stoppedActing: boolean;
}

/**
 * Puts a draft that the target has accepted in the place of a system's connection. Where it leads elsewhere than before,
 * acting is switched off: what is acted on there has to be looked at first, and what was read before was read elsewhere.
 */
export const changeConnection = defineCommand<z.output<typeof input>, ConnectionChanged>({
  name: "connection.change",
  input,
  permission: "system:write",
  touches: (_input, { systemId }) => ["systems", systemTag(systemId)],
  run: async (tx, ctx, { draftId }) => {
    const draft = await lockDraft(tx, draftId, accountableText(ctx.actor));
    if (draft === undefined || !draft.changes) return refused(domainError("not_found"));
    const { systemId, keepsSecrets: keeps } = draft;
    const system = await lockSystem(tx, systemId);
    const before = await readConnection(tx, systemId);
    if (system === undefined || before === undefined || before.connector !== draft.connector)
      return refused(domainError("not_found"));
    const check = acceptedCheck(draft.checked);
    if (check === null) return refused(domainError("connection_unproved"));
    const connector = readConnector(ctx, draft, check.dialect);
    if (!connector.ok) return connector;
    const stoppedActing = system.acting && !keeps;
    const { config, manifest } = connector.value;
    await change(tx, {
      systemId,
      config,
      stopActing: stoppedActing,
      elsewhere: !keeps,
      freshness: freshnessOf(manifest),
    });
    await handOverSecrets(tx, { systemId, draftId, keeps });
    await recordCheck(tx, {
      systemId,
      ok: true,
      findings: check.findings,
      dialect: check.dialect,
      layers: manifest?.layers ?? null,
    });
    if (!keeps) await forgetReads(tx, systemId);
    const stopped = keeps ? undefined : await stopRun(tx, systemId);
    const learned = await learnAbilities(tx, systemId, manifest?.layers ?? {});
    const again = keeps ? [] : await readAnew(tx, systemId, learned.waiting);
    await deleteDraftsOf(tx, systemId);
    const data = { system: idOf<"system">(systemId), connector: draft.connector, elsewhere: !keeps };
    const switched: Entry[] = stoppedActing
      ? [{ kind: "system.acting_switched", caseId: null, data: { system: data.system, acting: false } }]
      : [];
    return done(
      { systemId, slug: before.slug, stoppedActing },
      [
        { kind: "system.connection_changed", caseId: null, data },
        ...switched,
        ...learned.entries,
        ...(stopped === undefined ? [] : [stopped.entry]),
      ],
      { wakes: learned.waiting || again.length > 0 },
    );
  },
});

/** Asks what everybody has where the connection leads now, whose leaving is worked on or watched. @returns their cases */
async function readAnew(tx: Tx, systemId: string, isAsked: boolean): Promise<readonly string[]> {
  const live = isAsked ? [] : await enqueueInventories(tx, systemId, INVENTORY_PRIORITY);
  const closed = await askWatched(tx, systemId, { watch: WATCH, priority: INVENTORY_PRIORITY });
  return [...live, ...closed];
}

function freshnessOf(manifest: Manifest | null) {
  return Object.entries(manifest?.layers ?? {}).map(([layer, { freshness }]) => ({ layer, micros: freshness }));
}
