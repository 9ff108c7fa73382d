import type { StandingCount } from "#db/queries/claims/count-standings.ts";
import { CLAIM_STANDINGS } from "#lib/core/access/claim-standing.ts";
import type { StandingCounts, SystemCountsView, ToolCountsView } from "#lib/core/views/contradictions.ts";
import { grouped } from "../_kit/grouped.ts";

/** Sums of some counts. */
export function countsOf(counts: readonly StandingCount[]): StandingCounts {
  const sum = { contradicted: 0, cannot_check: 0, awaiting_look: 0, confirmed: 0 };
  for (const { standing, count } of counts) sum[standing] += count;
  return { ...sum, total: CLAIM_STANDINGS.reduce((total, standing) => total + sum[standing], 0) };
}

/** By the tool that claimed, most contradicted first. */
export function byTool(counts: readonly StandingCount[]): ToolCountsView[] {
  const tools = [...grouped(counts, (one) => one.tool)].map(([tool, ofTool]) => ({ tool, ...countsOf(ofTool) }));
  return tools.sort((one, other) => worse(one, other) || one.tool.localeCompare(other.tool, "en"));
}

/** By the system the claims are about, most contradicted first. */
export function bySystem(counts: readonly StandingCount[]): SystemCountsView[] {
  const systems = [...grouped(counts, (one) => one.systemId)].map(([systemId, ofSystem]) => ({
    systemId,
    name: ofSystem[0]?.systemName ?? "",
    ...countsOf(ofSystem),
  }));
  return systems.sort((one, other) => worse(one, other) || one.name.localeCompare(other.name, "en"));
}

function worse(one: StandingCounts, other: StandingCounts): number {
  return other.contradicted - one.contradicted || other.cannot_check - one.cannot_check || other.total - one.total;
}
