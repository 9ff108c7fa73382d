import { z } from "zod";
import { addToken } from "#db/queries/tokens/add-token.ts";
import { ROLES } from "#lib/core/permissions.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { text } from "../_kit/text.ts";
import { ensureUser } from "./ensure-user.ts";

/** Made by the caller, who shows the secret once: it never comes near the database or a receipt. */
export const secretDigest = z.string().regex(/^[0-9a-f]{64}$/);

const input = z.strictObject({
  name: text(120),
  role: z.enum(ROLES),
  personKey: text(200).optional(),
  digest: secretDigest,
  prefix: text(40, 4),
});

export interface TokenCreated {
  readonly tokenId: string;
}

/** Creates a machine token of a role. It answers as the human it is named after. */
export const createToken = defineCommand<z.output<typeof input>, TokenCreated>({
  name: "token.create",
  input,
  permission: "token:create",
  touches: () => ["tokens"],
  run: async (tx, ctx, { name, role, personKey, digest, prefix }) => {
    const user = await ensureUser(tx, ctx, { name, role, personKey, setsRole: false });
    if (!user.ok) return user;
    const { userId, identityId, evidence } = user.value;
    const tokenId = ctx.newId();
    await addToken(tx, { id: tokenId, digest, prefix, name, role, userId });
    const created = { kind: "token.created", caseId: null, data: { token: tokenId, role, human: identityId } } as const;
    return done({ tokenId }, [created, ...evidence]);
  },
});
