import { z } from "zod";
import { lockSnapshot, moveSnapshot } from "#db/queries/snapshots/lock-snapshot.ts";
import { endListingHold } from "#db/queries/systems/listing-state.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ systemId: z.uuid(), snapshotId: z.uuid() });

export interface SnapshotReleased {
  readonly snapshotId: string;
}

/** A second person has looked at a held list: it may be accepted as it is. Whoever supplied it cannot release it. */
export const releaseSnapshot = defineCommand<z.output<typeof input>, SnapshotReleased>({
  name: "snapshot.release",
  input,
  permission: "listing:release",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, ctx, { systemId, snapshotId }) => {
    const snapshot = await lockSnapshot(tx, systemId, snapshotId);
    if (snapshot === undefined || snapshot.state !== "held") return refused(domainError("not_found"));
    const me = accountableText(ctx.actor);
    if (snapshot.suppliedBy === me) return refused(domainError("second_person_required"));
    await moveSnapshot(tx, snapshotId, "released", me);
    await endListingHold(tx, systemId);
    const data = { snapshot: snapshotId, system: idOf<"system">(systemId) };
    return done({ snapshotId }, [{ kind: "snapshot.released", caseId: null, data }]);
  },
});
