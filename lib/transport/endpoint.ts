import type { z } from "zod";
import type { DomainError } from "#lib/core/errors.ts";
import type { Action } from "#lib/core/permissions.ts";
import type { Reasons } from "#lib/core/result.ts";
import type { Tag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";

/** A request after authentication, its body parsed as JSON. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly search: Readonly<Record<string, string>>;
  /** undefined for reads and for a change sent without a body. */
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  readonly expectedVersion: number | null;
}

/** A file to be saved under its name; UTF-8. */
export interface ApiFile {
  /** Letters, digits, dots and dashes. */
  readonly name: string;
  readonly type: "text/csv";
  readonly text: string;
}

/** What an endpoint answers. */
export type ApiAnswer =
  | { readonly ok: true; readonly status: number; readonly body: unknown; readonly touches?: readonly Tag[] }
  | { readonly ok: true; readonly file: ApiFile }
  | { readonly ok: false; readonly reasons: Reasons<DomainError> };

/** One method of one path of the API: carried out by `run`, described by the rest. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  /** With placeholders in braces, as OpenAPI writes them. */
  readonly path: string;
  readonly summary: string;
  readonly permission: Action;
  /** Schema of the JSON body; null when it takes none. Describes; the command itself reads. */
  readonly body: z.ZodType | null;
  /** Query parameters and what they mean. */
  readonly search: Readonly<Record<string, string>>;
  /** Success statuses and what they mean. */
  readonly answers: Readonly<Record<number, string>>;
  /** Longest body taken, bytes. */
  readonly bodyMax: number;
  readonly run: (ctx: Ctx, request: ApiRequest) => Promise<ApiAnswer>;
}

const KIB = 1024;

type Described = Omit<Endpoint, "body" | "search" | "bodyMax"> & Partial<Pick<Endpoint, "body" | "search" | "bodyMax">>;

/** Declares an endpoint. A body may have 256 KiB unless it says otherwise. */
export function endpoint(described: Described): Endpoint {
  return { body: null, search: {}, bodyMax: 256 * KIB, ...described };
}
