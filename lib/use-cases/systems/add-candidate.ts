import { z } from "zod";
import { askClosed, freeSlug } from "#db/queries/candidates/ask-closed.ts";
import { decideCandidate, lockCandidate } from "#db/queries/candidates/decide-candidate.ts";
import { listCandidates } from "#db/queries/candidates/list-candidates.ts";
import { listLeavings } from "#db/queries/candidates/list-leavings.ts";
import { addAlias as saveAlias } from "#db/queries/systems/add-alias.ts";
import type { Tx } from "#db/tx.ts";
import { concernsLeaving } from "#lib/core/candidates/found-late.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag, systemTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { INVENTORY_PRIORITY } from "../_kit/own-inventory.ts";
import { text } from "../_kit/text.ts";
import { versionPassed } from "../_kit/version.ts";
import { addAlias } from "./add-alias.ts";
import { registerSystem } from "./register-system.ts";
import { systemInput } from "./system-input.ts";

/** How it comes into the inventory, without the candidate. */
export const addCandidateBody = z.strictObject({
  name: text(120).optional().meta({ description: "Name of the new system; the candidate's own when left out." }),
  tier: z
    .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
    .optional()
    .meta({ description: "0 carries the most harm, 3 the least; 1 when left out." }),
  systemId: z.uuid().optional().meta({ description: "It is another name of this system, and no new one." }),
});

const input = addCandidateBody.extend({ candidateId: z.uuid() });

export interface CandidateAdded {
  readonly systemId: string;
  readonly name: string;
  /** null: it is another name of a system that was listed. */
  readonly slug: string | null;
  /** Closed cases of leavers who were seen using it, whose inventory is asked for it now. */
  readonly closedCases: readonly string[];
}

/**
 * Takes a candidate into the inventory: as a system of its own, with no owner, worked on by people and observe-only, or as
 * another name of one that is listed. Every leaving under way gets it, and so do the cases that closed without it of
 * leavers who were seen using it. What is found there decides whether they open again: Missed at inventory.
 */
export const addCandidate = defineCommand<z.output<typeof input>, CandidateAdded>({
  name: "candidate.add",
  input,
  permission: "system:write",
  touches: (_input, { systemId, closedCases }) => [
    "systems",
    "leavers",
    systemTag(systemId),
    ...closedCases.map(leaverTag),
  ],
  run: async (tx, ctx, { candidateId, name, tier, systemId }) => {
    const candidate = await lockCandidate(tx, candidateId);
    if (candidate === undefined) return refused(domainError("not_found"));
    if (versionPassed(ctx, candidate.version)) return refused(domainError("version_conflict"));
    if (candidate.state === "added") return refused(domainError("transition_refused", { sentence: ADDED }));
    const [row] = await listCandidates(tx, candidateId, 1);
    const called = name ?? candidate.name.slice(0, 120);
    const listed =
      systemId === undefined
        ? await register(tx, ctx, called, tier, row?.keys ?? [])
        : await rename(tx, ctx, systemId, row?.keys ?? []);
    if (!listed.ok) return listed;
    const { id, slug, evidence, wakes } = listed;
    const by = accountableText(ctx.actor);
    await decideCandidate(tx, candidateId, { state: "added", reason: null, by, systemId: id });
    const leavings = (await listLeavings(tx, [candidateId])).filter(concernsLeaving);
    const caseIds = leavings.map((one) => one.caseId);
    const closedCases = await askClosed(tx, id, caseIds, INVENTORY_PRIORITY);
    const system = idOf<"system">(id);
    const data = { candidate: candidateId, system, isNew: slug !== null, closedCases: closedCases.length };
    return done(
      { systemId: id, name: called, slug, closedCases },
      [{ kind: "candidate.added", caseId: null, data }, ...evidence, ...foundLate(closedCases, data)],
      { wakes: wakes || closedCases.length > 0 },
    );
  },
});

const ADDED = "It is in the inventory already. Nothing was changed. See its page under Systems.";
const FALLBACK_SLUG = "system";

async function register(tx: Tx, ctx: RunCtx, name: string, tier: number | undefined, keys: readonly string[]) {
  const slug = await freeSlug(tx, slugOf(name) || FALLBACK_SLUG);
  const registered = await registerSystem.run(tx, ctx, systemInput.parse({ slug, name, tier }));
  if (!registered.ok) return registered;
  const { id } = registered.result;
  // A name that another system has by now stays with it: a name means one system.
  for (const key of keys) await saveAlias(tx, id, key);
  return { ok: true, id, slug, evidence: registered.evidence, wakes: registered.wakes ?? false } as const;
}

/** Another name, through the command that gives names: claims that waited for it are matched. */
async function rename(tx: Tx, ctx: RunCtx, systemId: string, keys: readonly string[]) {
  const evidence: Entry[] = [];
  let wakes = false;
  for (const alias of keys) {
    const added = await addAlias.run(tx, ctx, { systemId, alias });
    if (!added.ok) return added;
    evidence.push(...added.evidence);
    wakes ||= added.wakes ?? false;
  }
  return { ok: true, id: systemId, slug: null, evidence, wakes } as const;
}

function foundLate(
  cases: readonly string[],
  { system, candidate }: { system: ReturnType<typeof idOf<"system">>; candidate: string },
): Entry[] {
  return cases.map((id) => ({
    kind: "leaver.system_found_late",
    caseId: idOf<"case">(id),
    data: { system, candidate },
  }));
}

/** A name as it stands in addresses: small letters, digits and hyphens; empty where nothing of the name can. */
function slugOf(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return letters
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 55)
    .replace(/^-+|-+$/g, "");
}
