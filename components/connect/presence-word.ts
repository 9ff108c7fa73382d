import type { Presence } from "#lib/core/access/observation.ts";

/** How an account stands, as its system says. */
export const PRESENCE_WORD: Readonly<Record<Presence, string>> = {
  active: "Usable",
  disabled: "Disabled",
  absent: "Not there",
  unknown: "Not known",
};
