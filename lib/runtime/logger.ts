import type { Logger } from "./context.ts";

/** Keys whose value might be personal or secret: such a fact is dropped, whoever logs it. */
const NEVER = /secret|token|password|authorization|cookie|email|name|body/i;
const NAMED_SAFELY = new Set(["connectorName"]);

/** One line of JSON a message, to standard error. Line breaks in values are escaped by JSON, so no line can be forged. */
export function jsonLogger(process_: string): Logger {
  return {
    log(level, message, facts = {}) {
      const kept = Object.fromEntries(
        Object.entries(facts).filter(([key]) => NAMED_SAFELY.has(key) || !NEVER.test(key)),
      );
      process.stderr.write(
        `${JSON.stringify({ at: new Date().toISOString(), level, process: process_, message, ...kept })}\n`,
      );
    },
  };
}
