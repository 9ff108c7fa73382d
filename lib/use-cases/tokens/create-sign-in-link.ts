import { z } from "zod";
import { addSignInToken } from "#db/queries/tokens/add-sign-in-token.ts";
import { HOUR } from "#lib/core/instant.ts";
import { ROLES } from "#lib/core/permissions.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { text } from "../_kit/text.ts";
import { secretDigest } from "./create-token.ts";
import { ensureUser } from "./ensure-user.ts";

/** A link that nobody used by then is dead; another is a command away. */
export const LINK_LIFE = HOUR;

const input = z.strictObject({
  name: text(120),
  role: z.enum(ROLES),
  personKey: text(200).optional(),
  digest: secretDigest,
});

export interface LinkCreated {
  readonly userId: string;
}

/** Creates a one-time sign-in link for a user, who is added when not known. */
export const createSignInLink = defineCommand<z.output<typeof input>, LinkCreated>({
  name: "user.create_sign_in_link",
  input,
  permission: "user:write",
  touches: () => ["users"],
  run: async (tx, ctx, { name, role, personKey, digest }) => {
    const user = await ensureUser(tx, ctx, { name, role, personKey, setsRole: true });
    if (!user.ok) return user;
    const { userId, evidence } = user.value;
    await addSignInToken(tx, digest, userId, LINK_LIFE);
    return done({ userId }, [
      { kind: "sign_in_link.created", caseId: null, data: { user: userId, role } },
      ...evidence,
    ]);
  },
});
