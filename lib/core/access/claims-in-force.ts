import type { Instant } from "../instant.ts";
import type { Claim, ClaimSource } from "./claim.ts";

/** Other tools, whose word may arrive long after the case it is about has ended. */
const OTHER_TOOLS: ReadonlySet<ClaimSource> = new Set(["tool", "ticket", "import"]);

/**
 * Claims that may move a verdict. Once its case is closed an item moves on what is seen alone: what another tool says
 * afterwards is kept and judged by the next look, but reopens nothing by being said.
 */
export function claimsInForce<Said extends Claim>(claims: readonly Said[], closedAt: Instant | null): readonly Said[] {
  if (closedAt === null) return claims;
  return claims.filter((claim) => claim.at <= closedAt || !OTHER_TOOLS.has(claim.source));
}
