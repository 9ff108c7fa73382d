import type { Answer } from "../../http/client.ts";
import type { Trail } from "../../kit/trail.ts";

const WITHHELD = JSON.stringify({ withheld: "what is not the account's own" });

/**
 * Whoever holds an accessor and the right can end its token, and each look at one person reads everybody's: what is kept
 * of a list of accessors is how many there were, and the one that was looked for.
 */
export function withholdList(
  trail: Trail,
  answer: Answer,
  keys: readonly string[] | null,
  sought: string | null,
): void {
  if (answer.status !== 200) return;
  const shown = keys?.filter((key) => key === sought) ?? [];
  const body = keys === null ? WITHHELD : JSON.stringify({ keys: shown, withheld: keys.length - shown.length });
  trail.keepAs(answer, { body });
}

/** A look-up that did not come to the account's own token: that it was made and how it ended is kept, not whose it was. */
export function withholdToken(trail: Trail, answer: Answer, accessor: string): void {
  const { body } = answer.exchange;
  const kept = answer.status === 200 ? WITHHELD : (body?.replaceAll(accessor, "[withheld]") ?? null);
  trail.keepAs(answer, { requestBody: WITHHELD, body: kept });
}
