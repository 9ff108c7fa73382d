import type { Finding } from "../../contract.ts";
import type { ControlRow } from "./schema.ts";

/** A standby lags and shows no session of the primary; a server on which we do not see ourselves hides roles. */
export function isBelievable(control: ControlRow | null): boolean {
  return control?.sees === true && !control.standby;
}

export const CANNOT_BELIEVE: Finding = {
  code: "control_read_failed",
  detail:
    "The server is a standby, or does not show the role that asks. What is missing from its answer proves nothing.",
};

export const NO_STATS: Finding = {
  code: "control_read_failed",
  detail: "Sessions of other roles are shown in full only to members of pg_read_all_stats (or pg_monitor).",
};
