import { type CountedClaim, loadCountedClaims } from "#db/queries/claims/load-counted-claims.ts";
import { type StandingRow, saveStandings } from "#db/queries/claims/save-standings.ts";
import type { Facts, ItemFacts } from "#db/queries/verdicts/load-facts.ts";
import type { Tx } from "#db/tx.ts";
import { toolStanding } from "#lib/core/access/claim-standing.ts";
import type { ReadAccessEnd } from "#lib/core/access/read-access-end.ts";
import type { VerdictInput } from "#lib/core/access/verdict-input.ts";
import { grouped } from "./grouped.ts";
import { verdictInput } from "./verdict-input.ts";

/** Tool under which claims count that people make in Closeout itself. */
export const OWN_TOOL = "Closeout";

/**
 * Derives where the claims of other tools and of people stand, with the verdicts of their items and from the same
 * facts. Costs nothing where only our own connectors claimed anything.
 * @param readAccess when the leaver could last read each item that is a secret
 */
export async function deriveStandings(
  tx: Tx,
  facts: Facts,
  readAccess: ReadonlyMap<string, ReadAccessEnd | null>,
): Promise<void> {
  const said = new Set(facts.claims.flatMap((claim) => (claim.source === "connector" ? [] : [claim.itemId])));
  if (said.size === 0) return;
  const claims = grouped(await loadCountedClaims(tx, [...said], OWN_TOOL), (claim) => claim.itemId);
  const looks = grouped(facts.observations, (look) => look.itemId);
  const nothing = { claims: [], attestations: [], exceptions: [], holds: [], siblings: [] };
  const rows = facts.items.flatMap((item): StandingRow[] => {
    const ofItem = claims.get(item.id);
    if (ofItem === undefined) return [];
    const ofLooks = { observations: looks.get(item.id), readAccess: readAccess.get(item.id) ?? null };
    const input = verdictInput(item, facts.now, { ...nothing, ...ofLooks });
    return [...grouped(ofItem, (claim) => claim.tool).values()].flatMap((ofTool) => standingRow(item, ofTool, input));
  });
  await saveStandings(tx, rows);
}

function standingRow(item: ItemFacts, claims: readonly CountedClaim[], input: VerdictInput): StandingRow[] {
  const found = toolStanding(claims, input);
  const decides = claims.find((claim) => claim === found?.claim);
  if (found === null || decides === undefined) return [];
  const { standing, reason, cameBack, until, look } = found;
  return [
    {
      itemId: item.id,
      tool: decides.tool,
      caseId: item.caseId,
      systemId: item.systemId,
      claimId: decides.id,
      standing,
      reason,
      cameBack,
      claimedAt: decides.at,
      seenAt: look?.startedAt ?? null,
      presence: look?.presence ?? null,
      until,
    },
  ];
}
