import type { DomainError } from "./errors.ts";

/** At least one reason: a refusal that cannot say why does not type-check. */
export type Reasons<Reason> = readonly [Reason, ...Reason[]];

/** What a rule decided: a value, or why not. Never an exception. */
export type Decision<T, Reason = DomainError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reasons: Reasons<Reason> };

/** The decision that goes ahead with `value`. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** The decision that refuses, with at least one reason. */
export function refused<Reason>(...reasons: Reasons<Reason>): {
  readonly ok: false;
  readonly reasons: Reasons<Reason>;
} {
  return { ok: false, reasons };
}

/** Refuses when there are reasons, and goes ahead with `value` when there are none. */
export function okUnless<T, Reason>(value: T, reasons: readonly Reason[]): Decision<T, Reason> {
  const [first, ...rest] = reasons;
  return first === undefined ? ok(value) : refused(first, ...rest);
}
