import { z } from "zod";
import { findOwnedSystem, type OwnedSystem, saveLink } from "#db/queries/confirm/save-link.ts";
import { findIdentityIds } from "#db/queries/identities/find-by-keys.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { text } from "../_kit/text.ts";

const DAYS_DEFAULT = 7;
const DAYS_MAX = 30;

const said = {
  personKey: text(200).optional().meta({ description: "Person key of the system's owner or deputy." }),
  personId: z.uuid().optional().meta({ description: "The same by the identity's id; one of the two is needed." }),
  days: z.int().min(1).max(DAYS_MAX).default(DAYS_DEFAULT).meta({ description: "How long the link lives." }),
};

/** What is asked for, without the system. */
export const linkBody = z.strictObject(said);

const input = z.strictObject({
  system: text(64),
  ...said,
  /** Made by the caller, who shows the secret once: it never comes near the database or a receipt. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});

export interface LinkMade {
  readonly linkId: string;
  /** Microseconds. */
  readonly expiresAt: number;
}

const NOT_THEIRS =
  "That person neither owns nor deputises the system, or has left. No link was made. Choose another person.";

/** Makes a link by which the owner or deputy of one system answers without signing in, until it expires. */
export const createConfirmLink = defineCommand<z.output<typeof input>, LinkMade>({
  name: "confirm_link.create",
  input,
  permission: "confirm_link:create",
  receiptInput: ({ digest: _fresh, ...rest }) => rest,
  touches: () => [],
  run: async (tx, ctx, { system: ref, personKey, personId, days, digest }) => {
    const system = await findOwnedSystem(tx, ref);
    if (system === undefined) return refused(domainError("not_found", { path: "system" }));
    const owner = await ownerOf(tx, system, { personKey, personId });
    if (!owner.ok) return owner;
    const [id, ownerIdentityId] = [ctx.newId(), owner.value];
    const by = accountableText(ctx.actor);
    const expiresAt = await saveLink(tx, { id, digest, systemId: system.id, ownerIdentityId, by, days });
    const data = {
      link: id,
      system: idOf<"system">(system.id),
      owner: idOf<"identity">(ownerIdentityId),
      expiresAt,
    };
    return done({ linkId: id, expiresAt }, [{ kind: "confirm_link.created", caseId: null, data }]);
  },
});

interface Named {
  readonly personKey: string | undefined;
  readonly personId: string | undefined;
}

async function ownerOf(tx: Tx, system: OwnedSystem, { personKey, personId }: Named): Promise<Decision<string>> {
  const path = personKey === undefined ? "personId" : "personKey";
  const id = personKey === undefined ? personId : (await findIdentityIds(tx, [personKey])).get(personKey);
  if (id === undefined) return refused(domainError("identity_unknown", { path }));
  const answers = id === system.ownerIdentityId || id === system.deputyIdentityId;
  if (answers && (await isPresent(tx, id))) return ok(id);
  return refused(domainError("owner_unknown", { path, sentence: NOT_THEIRS }));
}
