import { idOf } from "#lib/core/ids.ts";
import type { Accountable } from "#lib/core/ownership/accountable.ts";

/** Who supplied a list, from the text that was kept of them: only people and their tokens supply lists. */
export function supplierOf(text: string): Accountable {
  return { kind: "human", identity: idOf<"identity">(text) };
}
