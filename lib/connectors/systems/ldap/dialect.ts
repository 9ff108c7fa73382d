/** What the last check learned of a directory. Stored with the system, handed back when it is opened. */
export interface Dialect {
  /** An account that is expected to stay, for control reads. */
  readonly controlAccountId: string | null;
  /** Who looks can see whether other entries have a password; never the password. */
  readonly passwords: boolean;
}

/** Reads a stored dialect. Anything missing or unreadable counts as not learned. */
export function parseDialect(stored: Readonly<Record<string, unknown>>): Dialect {
  const control = stored["controlAccountId"];
  return {
    controlAccountId: typeof control === "string" && control !== "" ? control : null,
    passwords: stored["passwords"] === true,
  };
}
