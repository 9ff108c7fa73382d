import { z } from "zod";
import { findWaitingNamed, listWaitingNames } from "#db/queries/claims/find-waiting.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { addAlias as save } from "#db/queries/systems/add-alias.ts";
import { lockSystem } from "#db/queries/systems/lock-system.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import { idOf } from "#lib/core/ids.ts";
import { systemKey } from "#lib/core/intake/match-claim.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { lookAfter, matchNow } from "../_kit/record-matches.ts";
import { text } from "../_kit/text.ts";

/** A name, without the system that goes by it. */
export const aliasBody = z.strictObject({ alias: text(200) });

const input = aliasBody.extend({ systemId: z.uuid() });

/** Waiting claims matched in one transaction; the rest are when their leavers' systems are read next. */
const CLAIMS_MAX = 2_000;

interface AliasAdded {
  /** Items that claims which waited for this name are about. */
  readonly items: number;
  readonly caseIds: readonly string[];
}

/**
 * Gives a system another name, as other tools write it: `SFDC` for Salesforce. Claims that waited for it are matched at
 * once. A name means one system, and is not given to another afterwards: claims were matched by it.
 */
export const addAlias = defineCommand<z.output<typeof input>, AliasAdded>({
  name: "system.add_alias",
  input,
  permission: "system:write",
  touches: ({ systemId }, { caseIds }) => ["leavers", "systems", systemTag(systemId), ...caseIds.map(leaverTag)],
  run: async (tx, ctx, { systemId, alias }) => {
    if ((await lockSystem(tx, systemId)) === undefined) return refused(domainError("not_found"));
    const key = systemKey(alias);
    if (key === "") return refused(domainError("input_invalid", { path: "alias", sentence: NO_LETTERS }));
    if ((await save(tx, systemId, key)) !== systemId)
      return refused(domainError("input_invalid", { path: "alias", sentence: TAKEN }));
    const matched = await matchNamed(tx, ctx, key);
    const { entries, now } = await deriveVerdicts(tx, matched.itemIds, ctx.newId);
    const looks = await lookAfter(tx, ctx, matched.looks, now ?? 0);
    await askToSettle(tx, matched.caseIds);
    const data = { system: idOf<"system">(systemId), key };
    return done(
      { items: matched.itemIds.length, caseIds: matched.caseIds },
      [{ kind: "system.alias_added", caseId: null, data }, ...matched.entries, ...entries],
      { wakes: looks > 0 },
    );
  },
});

const NO_LETTERS = "The name has neither letter nor digit. Nothing was changed. Give the name that the tool writes.";
const TAKEN = "Another system goes by this name. Nothing was changed. Give a name of its own.";

async function matchNamed(tx: Tx, ctx: RunCtx, key: string) {
  const names = (await listWaitingNames(tx)).filter((name) => systemKey(name) === key);
  return matchNow(tx, ctx, await findWaitingNamed(tx, names, CLAIMS_MAX));
}
