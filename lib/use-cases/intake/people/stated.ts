import { z } from "zod";
import { DATE_ORDERS } from "#lib/core/people/end-dates.ts";
import { PEOPLE_ROLES, type PeopleRole } from "#lib/core/people/people-columns.ts";
import { sourceName, text } from "../../_kit/text.ts";

const title = text(200);
const mapShape = Object.fromEntries(PEOPLE_ROLES.map((role) => [role, title.optional()])) as Readonly<
  // Built from PEOPLE_ROLES themselves; Object.fromEntries widens the keys to string.
  Record<PeopleRole, z.ZodOptional<typeof title>>
>;

/** What whoever supplies a file of people states of it. */
export const statedPeople = z.strictObject({
  source: sourceName.meta({ description: "Where the file comes from; kept for good, so no name of a person." }),
  zone: text(80).optional().meta({ description: "IANA zone of ends that state none, e.g. Europe/Berlin." }),
  order: z
    .enum(DATE_ORDERS)
    .optional()
    .meta({ description: "Order of day and month where the file does not show it." }),
  map: z.strictObject(mapShape).default({}),
});

export type StatedPeople = z.output<typeof statedPeople>;
