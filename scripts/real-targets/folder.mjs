import path from "node:path";
import { LOCAL } from "../launch/data-folder.mjs";

/**
 * What tests against real servers leave on disk: each target's data of the run, and what was fetched for all runs.
 * CLOSEOUT_REAL_DATA moves it, for machines whose sources stand where other users may not look.
 */
export const HOME = path.resolve(process.env.CLOSEOUT_REAL_DATA || path.join(LOCAL, "real"));

/** Data, logs and notes of the run under way; emptied when the next one begins. */
export const RUN = path.join(HOME, "run");
