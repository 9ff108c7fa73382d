import { z } from "zod";

/** A leaver as named by a caller: its id, or its short number. */
export const leaverRef = z
  .union([z.uuid(), z.string().regex(/^LV-\d{1,9}$/i)])
  .meta({ description: "The leaver's id, or its short number such as LV-2041." });

/** What dispatching or verifying came to. */
export interface Hurried {
  /** Steps that are due now. */
  readonly steps: number;
}
