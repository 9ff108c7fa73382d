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
  /** The body as it arrives, where the endpoint takes a file; null where it takes JSON. */
  readonly file: ReceivedFile | null;
  readonly idempotencyKey: string | null;
  readonly expectedVersion: number | null;
}

/** A file as it arrives. It has not been read: whoever may not send it is refused before. */
export interface ReceivedFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Fields that a form sent before its file. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A file in place of JSON: it is saved under its name, never shown. */
export interface ApiFile {
  /** Text goes out as UTF-8. */
  readonly content: Uint8Array<ArrayBuffer> | string;
  readonly type: "application/pdf" | "text/csv" | "application/octet-stream";
  /** ASCII letters, digits, dots and hyphens: it stands in a header. */
  readonly name: string;
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
  /** The body is a file of any type, or a form with one file in it; it streams. */
  readonly takesFile: boolean;
  /** Media type of the answers. */
  readonly answerType: "application/json" | ApiFile["type"];
  /** Longest body taken, bytes. */
  readonly bodyMax: number;
  readonly run: (ctx: Ctx, request: ApiRequest) => Promise<ApiAnswer>;
}

const KIB = 1024;

type Defaulted = "body" | "search" | "bodyMax" | "takesFile" | "answerType";
type Described = Omit<Endpoint, Defaulted> & Partial<Pick<Endpoint, Defaulted>>;

/** Declares an endpoint. A body may have 256 KiB unless it says otherwise. */
export function endpoint(described: Described): Endpoint {
  const defaults = {
    body: null,
    search: {},
    bodyMax: 256 * KIB,
    takesFile: false,
    answerType: "application/json",
  } as const;
  return { ...defaults, ...described };
}
