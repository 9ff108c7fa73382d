import { z } from "zod";
import { keepListing, lockListing, RELEASED } from "#db/queries/systems/listing-state.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { systemTag } from "#lib/core/tags.ts";
import { defineCommand, done } from "../_kit/command.ts";

const input = z.strictObject({ systemId: z.uuid() });

/** A person has looked: the next complete listing of the system is believed whatever its size, also an empty one. */
export const releaseListing = defineCommand<z.output<typeof input>, { readonly systemId: string }>({
  name: "listing.release",
  input,
  permission: "listing:release",
  touches: ({ systemId }) => [systemTag(systemId)],
  run: async (tx, _ctx, { systemId }) => {
    const state = await lockListing(tx, systemId);
    if (!state.held) return refused(domainError("not_found"));
    await keepListing(tx, systemId, RELEASED, false);
    return done({ systemId }, [{ kind: "listing.released", caseId: null, data: { system: idOf<"system">(systemId) } }]);
  },
});
