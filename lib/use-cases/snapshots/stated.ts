import { z } from "zod";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { COLUMN_ROLES, type ColumnRole, SNAPSHOT_KINDS } from "#lib/core/snapshot/snapshot.ts";
import { text } from "../_kit/text.ts";
import { microsOf, readZone, readZonedTime } from "../_kit/zoned-time.ts";

const title = text(200);
const mapShape = Object.fromEntries(COLUMN_ROLES.map((role) => [role, title.optional()])) as Readonly<
  // Built from COLUMN_ROLES themselves; Object.fromEntries widens the keys to string.
  Record<ColumnRole, z.ZodOptional<typeof title>>
>;

/** What whoever supplies a list states of it. */
export const statedSnapshot = z.strictObject({
  system: text(200).meta({ description: "Id or short name of the system." }),
  kind: z.enum(SNAPSHOT_KINDS),
  extractor: text(200).meta({ description: "Who, or which tool, made the list." }),
  query: text(1000).meta({ description: "What the application was asked for." }),
  extractedAt: text(60).meta({ description: "When it was asked, e.g. 2026-03-31T18:00." }),
  zone: text(80).meta({ description: "IANA zone of that time, e.g. Europe/Berlin." }),
  statedRows: z.int().min(0).optional().meta({ description: "Rows, as the application counts them." }),
  complete: z.boolean().default(false).meta({ description: "The list is whole." }),
  map: z.strictObject(mapShape).default({}).meta({ description: "Titles of columns, by what they mean." }),
});

export type StatedSnapshot = z.output<typeof statedSnapshot>;

/** When a list was extracted; a date alone is no time: what was removed on that day would be unclear. */
export function readExtractedAt({ extractedAt, zone }: StatedSnapshot): Decision<{ at: Instant; zone: string }> {
  const known = readZone(zone);
  if (known === null) return refused(impossible("zone_unknown", "The zone is not known.", "zone"));
  try {
    const read = readZonedTime(extractedAt, known);
    if (read === null) return refused(impossible("date_impossible", "The time of extraction cannot be read."));
    if (read.precision === "date")
      return refused(impossible("date_impossible", "The extraction has a date and no time."));
    return ok({ at: microsOf(read.at), zone: known });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return refused(impossible("date_impossible", "No such time exists in that zone."));
  }
}

function impossible(code: "zone_unknown" | "date_impossible", why: string, path = "extractedAt"): DomainError {
  const sentence = `${why} Nothing was believed. Write it as 2026-03-31T18:00 with a zone such as Europe/Berlin.`;
  return domainError(code, { path, sentence });
}
