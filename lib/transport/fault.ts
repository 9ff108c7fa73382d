import { type DomainError, domainError, ERROR_SENTENCE } from "#lib/core/errors.ts";
import type { Logger } from "#lib/runtime/context.ts";

/** What postgres.js and PostgreSQL say when there is nobody to talk to. */
const UNAVAILABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|CONNECTION_|CONNECT_TIMEOUT|57P0[123]|53300|08)/;

/**
 * A fault as the caller may know it: a constant sentence and a reference. The cause stays in the log.
 * @param cause whatever was thrown
 * @param reference the request's id
 */
export function faultOf(cause: unknown, reference: string, logger: Logger): DomainError {
  const code = codeOf(cause);
  const public_ = code !== null && UNAVAILABLE.test(code) ? "unavailable" : "fault";
  const facts = cause instanceof Error ? { fault: cause.message, code, stack: cause.stack } : { fault: String(cause) };
  logger.log("error", "fault", { reference, ...facts });
  return domainError(public_, { sentence: `${ERROR_SENTENCE[public_]} Reference: ${reference}.` });
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : null;
}
