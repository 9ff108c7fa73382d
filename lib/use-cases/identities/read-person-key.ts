import { z } from "zod";
import { findPersonKey } from "#db/queries/identities/find-by-keys.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import { defineQuery } from "../_kit/query.ts";

const input = z.strictObject({ identityId: z.uuid() });

/** The key that HR knows a person by. */
export const readPersonKey = defineQuery<z.output<typeof input>, string>({
  name: "identity.read_key",
  input,
  permission: "lifecycle_event:record",
  run: async (tx, _ctx, { identityId }) => {
    const key = await findPersonKey(tx, identityId);
    return key === undefined ? refused(domainError("not_found")) : ok(key);
  },
});
