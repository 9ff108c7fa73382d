import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { type MappedColumns, mapColumns } from "#lib/core/snapshot/map-columns.ts";
import type { Matching } from "./load-matching.ts";
import type { StatedSnapshot } from "./stated.ts";

export type Mapped = Extract<MappedColumns, { kind: "mapped" }>;

/** What the columns of a file mean, or why nothing of it can be believed before somebody says. */
export function columnsOf(
  titles: readonly string[],
  { kind, map }: StatedSnapshot,
  { system }: Matching,
): Decision<Mapped> {
  const mapped = mapColumns(titles, kind, map, system.remembered?.mapping);
  switch (mapped.kind) {
    case "mapped":
      return ok(mapped);
    case "key_ambiguous": {
      const named = mapped.titles.map((title) => `"${title}"`).join(" and ");
      const sentence = `The columns ${named} could both be the ${mapped.role}. Nothing was believed. Name the one that is and send the file again.`;
      return refused(domainError("snapshot_key_ambiguous", { path: `map.${mapped.role}`, sentence }));
    }
    case "missing": {
      const sentence = `The file has no column for ${mapped.roles.join(" or ")}. Nothing was believed. Name the column that holds it, or export it too.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.roles[0]}`, sentence }));
    }
    case "no_such_column": {
      const sentence = `The file has no column "${mapped.title}". Nothing was believed. Name one of its titles.`;
      return refused(domainError("snapshot_column_missing", { path: `map.${mapped.role}`, sentence }));
    }
  }
}
