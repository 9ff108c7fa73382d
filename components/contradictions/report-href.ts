import type { ClaimTab } from "#lib/core/views/contradictions.ts";

interface ReportPlace {
  readonly tab: ClaimTab;
  readonly tool: string | null;
  readonly system: string | null;
  readonly cursor?: string | null;
}

/** The report's place in an address, of the screen as of the API. */
export function reportQuery({ tab, tool, system, cursor = null }: ReportPlace): string {
  const query = new URLSearchParams({ tab });
  if (tool !== null) query.set("tool", tool);
  if (system !== null) query.set("system", system);
  if (cursor !== null) query.set("cursor", cursor);
  return query.toString();
}

export function reportHref(place: ReportPlace): string {
  return `/contradictions?${reportQuery(place)}`;
}
