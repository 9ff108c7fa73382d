import { type DomainError, type DomainErrorCode, domainError } from "#lib/core/errors.ts";

/** A file that cannot be read any further; thrown from within its stream, returned as a refusal by the intake. */
export class FileRefused extends Error {
  readonly reason: DomainError;
  constructor(code: DomainErrorCode, sentence?: string) {
    super(code);
    this.reason = domainError(code, sentence === undefined ? {} : { sentence });
  }
}
