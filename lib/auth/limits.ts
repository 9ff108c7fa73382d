import { HOUR } from "#lib/core/instant.ts";

/** A session nobody used for this long is over. */
export const SESSION_IDLE = HOUR;
/** A session is over after this long, however much it is used. */
export const SESSION_LIFE = 12 * HOUR;
