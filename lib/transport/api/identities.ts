import { z } from "zod";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { identityRowSchema } from "#lib/use-cases/identities/identity-row.ts";
import { IDENTITIES_MAX, recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { endpoint } from "../endpoint.ts";

const MIB = 1024 * 1024;

export const postIdentities = endpoint({
  method: "POST",
  path: "/api/v1/identities",
  summary: "Record people and non-human identities: new ones are added, known ones brought up to date",
  permission: recordIdentities.permission,
  body: z.strictObject({ identities: z.array(identityRowSchema).min(1).max(IDENTITIES_MAX) }),
  answers: { 200: "What became of each row; a row that is refused refuses itself alone" },
  bodyMax: 16 * MIB,
  run: async (ctx, request) => {
    const outcome = await execute(ctx, recordIdentities, request.body, request);
    if (!outcome.ok) return outcome;
    return { ok: true, status: 200, body: outcome.result, touches: outcome.touches };
  },
});
