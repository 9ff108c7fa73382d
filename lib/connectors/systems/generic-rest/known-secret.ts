import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AccessDefinition } from "./definition.ts";
import { accessFields, explainRow } from "./explain.ts";
import { valueAt } from "./field-path.ts";
import { accessRow } from "./map.ts";
import type { Described } from "./system.ts";
import { filled } from "./template.ts";

/**
 * How a secret that somebody could read is looked at: by itself. Who may read it now says nothing, since whoever read it
 * knows it still; and that a store holds it no more takes nothing from what it opens. There it is active, with the time
 * at which the store says that its present value was set; everything else is unknown.
 */
export function knownSecret(described: Described, { known, fields }: AccessDefinition): Pick<AccessKind, "find"> {
  if (known === undefined) return {};
  const { account: _, ...own } = fields;
  const find = async (account: string, key: string, trail: Trail): Promise<KindRead> => {
    const path = filled(known, { account, key });
    const answer = path === null ? null : await trail.get(path);
    if (answer?.status === 200) explainRow(described, trail, answer, known.row, accessFields(own));
    const row =
      answer?.failure === null && answer.status === 200 ? accessRow(valueAt(answer.json, known.row), own) : null;
    if (row?.key === key && row.presence === "active") {
      return { rows: [asKnownSecret(row)], complete: true, accountMissing: false };
    }
    const isGone = answer?.failure === null && (answer.status === 404 || answer.status === 410);
    if (isGone || row?.presence === "absent") trail.find("none_found", NO_MORE);
    return { rows: [], complete: false, accountMissing: false };
  };
  return { find };
}

/** Marks what is kept for something else to be opened by. */
export function asKnownSecret(row: FoundAccess): FoundAccess {
  return { ...row, facts: { ...row.facts, knownSecret: true } };
}

const NO_MORE = "The secret is not stored there any more. What it opens may go on taking its value.";
