import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { ClaimPeriod, ClaimsNarrowed } from "#db/queries/claims/claims-narrowed.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { sourceName } from "./text.ts";
import { microsOf } from "./zoned-time.ts";

const day = z.iso.date();

/** What narrows claims: whose, about what, and from when. */
export const claimFilterShape = {
  tool: sourceName.optional().meta({ description: "Claims of this tool alone." }),
  system: z.uuid().optional().meta({ description: "Claims about this system alone." }),
  from: day.optional().meta({ description: "First day of the period, in UTC, e.g. 2025-11-01; open where left out." }),
  to: day.optional().meta({ description: "Last day of the period, in UTC, itself within it; open where left out." }),
};

export interface ClaimFilter {
  readonly tool?: string | undefined;
  readonly system?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The filter as the database is asked. A period that ends before it begins is refused: nothing could stand in it. */
export function readClaimFilter({ tool, system, from, to }: ClaimFilter): Decision<ClaimsNarrowed> {
  if (from !== undefined && to !== undefined && to < from) {
    return refused(domainError("input_invalid", { path: "to", sentence: BACKWARDS }));
  }
  const period: ClaimPeriod = {
    fromAt: from === undefined ? null : startOf(from, 0),
    untilAt: to === undefined ? null : startOf(to, 1),
  };
  return ok({ tool: tool ?? null, systemId: system ?? null, period });
}

const BACKWARDS =
  "The period ends before it begins. Nothing was counted. Give a last day that is not before the first.";

/** First moment of the day in UTC, or of a day after it. */
function startOf(date: string, days: number) {
  return microsOf(Temporal.PlainDate.from(date).add({ days }).toZonedDateTime("UTC").toInstant());
}
