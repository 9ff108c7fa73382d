import { z } from "zod";
import { listPeople } from "#db/queries/identities/list-people.ts";
import { foldName } from "#lib/core/identity/match.ts";
import { ok } from "#lib/core/result.ts";
import type { FoundPersonView } from "#lib/core/views/people.ts";
import { defineQuery } from "../_kit/query.ts";
import { text } from "../_kit/text.ts";

/** Few enough to be read at a glance; whoever is not among them is named more closely. */
const PEOPLE_MAX = 8;

export const findPeopleInput = z.strictObject({
  text: text(320).meta({ description: "Beginning of a name, or a whole e-mail, user name or person key." }),
});

/** People to choose from, for whoever says whose something is. One statement, as fast among a million as among few. */
export const findPeople = defineQuery<
  z.output<typeof findPeopleInput>,
  { readonly people: readonly FoundPersonView[] }
>({
  name: "identity.find",
  input: findPeopleInput,
  permission: "account:link",
  run: async (tx, _ctx, sought) => {
    const people = await listPeople(tx, { text: sought.text, folded: foldName(sought.text) }, PEOPLE_MAX);
    return ok({
      people: people.map(({ id, personKey, name, emails, left }) => ({
        ...{ id, personKey, name, left },
        email: emails[0] ?? null,
      })),
    });
  },
});
