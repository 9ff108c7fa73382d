/** What a check learned of this server. */
export interface Dialect {
  /** pg_authid may be read: whether a role has a password can be seen. */
  readonly passwords: boolean;
}

/** Reads a stored dialect; what is missing counts as not proved. */
export function parseDialect(stored: Readonly<Record<string, unknown>>): Dialect {
  return { passwords: stored["passwords"] === true };
}
