import type { Logger } from "#lib/runtime/context.ts";

const WAIT_FIRST_MS = 100;
const WAIT_MAX_MS = 2_000;
/** Far beyond any lease: by then others have looked for themselves, and the intent stands as an attempt. */
const GIVE_UP_MS = 120_000;

export interface WriteDown<Fact> {
  readonly write: (facts: readonly Fact[]) => Promise<void>;
  /** What is left of a fact that the database cannot hold; it says that nothing is known. */
  readonly reduce: (fact: Fact) => Fact;
  readonly logger: Logger;
}

/**
 * Writes facts, whatever it takes: a database that is away is waited for, and one fact that it refuses (a target may
 * answer with text that no column holds) keeps no other from being written.
 * @throws what the database said, when it stays away or refuses even the reduced fact.
 */
export async function writeDown<Fact>(facts: readonly Fact[], how: WriteDown<Fact>): Promise<void> {
  try {
    await writeWaiting(facts, how);
  } catch (cause) {
    if (isAway(cause)) throw cause;
    const [only] = facts;
    if (facts.length > 1) for (const fact of facts) await writeDown([fact], how);
    else if (only !== undefined) {
      how.logger.log("error", "what a target answered could not be written down; it counts as unknown", {
        cause: codeOf(cause),
      });
      await writeWaiting([how.reduce(only)], how);
    }
  }
}

async function writeWaiting<Fact>(facts: readonly Fact[], { write, logger }: WriteDown<Fact>): Promise<void> {
  const until = Date.now() + GIVE_UP_MS;
  for (let wait = WAIT_FIRST_MS; ; wait = Math.min(wait * 2, WAIT_MAX_MS)) {
    try {
      return await write(facts);
    } catch (cause) {
      if (!isAway(cause) || Date.now() > until) throw cause;
      logger.log("warn", "the database is away; what was seen waits to be written down", { cause: codeOf(cause) });
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

/** Codes of the connection and of a server that starts, stops or is full; class 08, 53 and 57 of PostgreSQL. */
const AWAY = /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|08|53|57P|25P03$)/;

function isAway(cause: unknown): boolean {
  return AWAY.test(codeOf(cause));
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}
