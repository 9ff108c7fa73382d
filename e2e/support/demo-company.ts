import { createHash } from "node:crypto";
import type { Api } from "./closeout.ts";

interface Row {
  readonly id: string;
  readonly personName: string;
  readonly status: string;
  readonly effectiveEnd: { readonly zone: string; readonly precision: string; readonly atIso: string };
}

interface Detail {
  readonly header: { readonly notifiedAtIso: string };
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly { readonly items: readonly { readonly verdict: string }[] }[];
  }[];
}

/** What the public API says of the demo's company. */
export interface Picture {
  readonly rows: readonly Row[];
  readonly details: readonly Detail[];
  /** Verdicts of items, each with how many there are. */
  readonly verdicts: ReadonlyMap<string, number>;
}

/** Reads every leaver there is. */
export async function readCompany(api: Api): Promise<Picture> {
  const { rows } = (await api.get("/api/v1/leavers?tab=all&limit=200")) as { rows: readonly Row[] };
  const details: Detail[] = [];
  for (const { id } of rows) details.push((await api.get(`/api/v1/leavers/${id}`)) as Detail);
  const verdicts = new Map<string, number>();
  for (const { verdict } of details.flatMap((one) =>
    one.rows.flatMap(({ cells }) => cells.flatMap(({ items }) => items)),
  ))
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  return { rows, details, verdicts };
}

/** Equal for companies whose leavers and systems are the same ones. */
export function identityOf({ rows }: Picture): string {
  const names = rows.map(({ id, personName }) => `${id} ${personName}`).sort();
  return createHash("sha256").update(names.join("\n")).digest("hex");
}
