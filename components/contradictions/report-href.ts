import type { ClaimPeriodView, ClaimTab } from "#lib/core/views/contradictions.ts";

export interface ReportPlace {
  readonly tab: ClaimTab;
  readonly tool: string | null;
  readonly system: string | null;
  readonly period: ClaimPeriodView;
  readonly cursor?: string | null;
}

/** The report's place in an address, of the screen as of the API. */
export function reportQuery({ tab, tool, system, period, cursor = null }: ReportPlace): string {
  const query = new URLSearchParams({ tab });
  const parts = { tool, system, from: period.from, to: period.to, cursor };
  for (const [key, value] of Object.entries(parts)) if (value !== null) query.set(key, value);
  return query.toString();
}

export function reportHref(place: ReportPlace): string {
  return `/contradictions?${reportQuery(place)}`;
}
