import { type Instant, plusBounded } from "../../instant.ts";
import type { VerdictInput } from "../verdict-input.ts";
import { type Finding, finding } from "./finding.ts";

/** End of the time for which a fact seen at `at` holds; null after closing, when it is a dated fact. */
export function freshUntil(input: VerdictInput, at: Instant): Instant | null {
  return input.closedAt === null ? plusBounded(at, input.coverage.staleAfter) : null;
}

/** Cannot check, when a fact seen at `at` is too old to close on; null while it holds. */
export function staleFinding(input: VerdictInput, at: Instant): Finding | null {
  const until = freshUntil(input, at);
  return until !== null && input.now > until ? finding("cannot_check", "look_stale") : null;
}
