const ATTEMPTS_MAX = 4;
/** Deadlock and serialisation failure: the database undid everything and asks for another attempt. */
const CONFLICTS = new Set(["40P01", "40001"]);

/** Runs a whole transaction again when the database chose it as the victim of a conflict. */
export async function retryingConflicts<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (cause) {
      if (attempt === ATTEMPTS_MAX || !isConflict(cause)) throw cause;
    }
  }
}

function isConflict(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" && CONFLICTS.has(cause.code);
}
