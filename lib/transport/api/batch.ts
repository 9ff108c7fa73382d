import { type DomainError, domainError } from "#lib/core/errors.ts";

/** Rows of a body that is one row, or a batch under `field`; null when that is no list or stands beside something else. */
export function rowsIn(
  body: unknown,
  field: string,
): { readonly rows: readonly unknown[]; readonly single: boolean } | null {
  if (typeof body !== "object" || body === null || !(field in body)) return { rows: [body], single: true };
  // `in` has just found it.
  const rows = (body as Readonly<Record<string, unknown>>)[field];
  return Array.isArray(rows) && rows.length > 0 && Object.keys(body).length === 1 ? { rows, single: false } : null;
}

/** The refusal of a row that was sent by itself: it is the request's, and its path the body's own. */
export function ofRequest({ code, path: rowPath, sentence }: DomainError, field: string): DomainError {
  const path = rowPath?.replace(`${field}[0]`, "").replace(/^\./, "") ?? "";
  return domainError(code, { sentence, ...(path === "" ? {} : { path }) });
}
