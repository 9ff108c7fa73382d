import type { Instant } from "../../instant.ts";
import type { Observation } from "../observation.ts";
import type { VerdictInput } from "../verdict-input.ts";

/**
 * When what the look read ends by itself; null when the look does not tell or may not be trusted to.
 * The lifetime must be read from the target: a file or a partial answer could leave out the longest-lived one.
 * What is listed and can be revoked is revoked, not waited for.
 */
export function expiryOf(look: Observation, input: VerdictInput): Instant | null {
  const { expiresAt } = look.facts;
  if (expiresAt === undefined || input.goal !== "invalidated") return null;
  if (look.origin !== "direct_read" || look.facts.recreatedAs !== undefined) return null;
  if (look.completeness !== "lookup" && look.completeness !== "complete") return null;
  if (look.presence === "unknown") return expiresAt;
  if (look.presence !== "active" || input.coverage.act !== "none") return null;
  // Seen active past its own end: then that is not when it ends.
  return expiresAt > look.startedAt ? expiresAt : null;
}
