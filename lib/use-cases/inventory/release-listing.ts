import { z } from "zod";
import { keepListing, lockListing } from "#db/queries/systems/listing-state.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ systemId: z.uuid() });

/** A person has looked: the next complete listing of the system is believed whatever its size. */
export const releaseListing = defineCommand<z.output<typeof input>, { readonly systemId: string }>({
  name: "listing.release",
  input,
  permission: "listing:release",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, _ctx, { systemId }) => {
    const state = await lockListing(tx, systemId);
    if (!state.held) return refused(domainError("not_found"));
    // One row is the least a listing can be measured against; none would measure it against all accounts known.
    await keepListing(tx, systemId, 1, false);
    return done({ systemId }, [{ kind: "listing.released", caseId: null, data: { system: idOf<"system">(systemId) } }]);
  },
});
