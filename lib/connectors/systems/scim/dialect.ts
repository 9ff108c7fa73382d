import { field, fieldsOf } from "./schema.ts";

/** What a server does with a filter, as far as it was proved by a question whose answer was known. */
export type FilterConduct = "honoured" | "ignored" | "unsupported" | "unproven";

/** Attributes by which a person is searched. */
export const SEARCH_KEYS = ["userName", "externalId", "emails.value"] as const;
export type SearchKey = (typeof SEARCH_KEYS)[number];

/** How this server differs from the standard. Learned by `check`, stored with the system, handed back to `open`. */
export interface Dialect {
  /** ServiceProviderConfig.patch.supported; null when not said. */
  readonly patch: boolean | null;
  /** ServiceProviderConfig.etag.supported: only then is If-Match sent. */
  readonly etag: boolean;
  readonly maxResults: number | null;
  readonly search: Readonly<Record<SearchKey, FilterConduct>>;
  /** Several keys can be asked in one request, joined by `or`. */
  readonly or: boolean;
  /** userName is compared with case; null when not proved. */
  readonly caseExact: boolean | null;
  /** The server has groups at all; false only when it answered that it has none. */
  readonly groups: boolean;
  /** `members.value eq` on groups. */
  readonly memberFilter: FilterConduct;
  /** An account that is expected to stay, for control reads. Never the account looked at. */
  readonly controlAccountId: string | null;
}

const UNPROVEN: Dialect = {
  patch: null,
  etag: false,
  maxResults: null,
  search: { userName: "unproven", externalId: "unproven", "emails.value": "unproven" },
  or: false,
  caseExact: null,
  groups: true,
  memberFilter: "unproven",
  controlAccountId: null,
};

/** Reads a stored dialect. Anything missing or unreadable counts as unproven. */
export function parseDialect(stored: Readonly<Record<string, unknown>>): Dialect {
  const search = fieldsOf(stored["search"]) ?? {};
  const control = stored["controlAccountId"];
  const maxResults = stored["maxResults"];
  return {
    patch: typeof stored["patch"] === "boolean" ? stored["patch"] : UNPROVEN.patch,
    etag: stored["etag"] === true,
    maxResults: typeof maxResults === "number" && maxResults >= 1 ? Math.floor(maxResults) : UNPROVEN.maxResults,
    search: {
      userName: conduct(search["userName"]),
      externalId: conduct(search["externalId"]),
      "emails.value": conduct(search["emails.value"]),
    },
    or: stored["or"] === true,
    caseExact: typeof stored["caseExact"] === "boolean" ? stored["caseExact"] : UNPROVEN.caseExact,
    groups: stored["groups"] !== false,
    memberFilter: conduct(stored["memberFilter"]),
    controlAccountId: typeof control === "string" && control !== "" ? control : UNPROVEN.controlAccountId,
  };
}

/** What a ServiceProviderConfig declares; declarations are wishes until proved, so few are taken over. */
export function declared(json: unknown): Pick<Dialect, "patch" | "etag" | "maxResults"> {
  const config = fieldsOf(json) ?? {};
  const max = field(fieldsOf(field(config, "filter")) ?? {}, "maxResults");
  return {
    patch: supported(field(config, "patch")),
    etag: supported(field(config, "etag")) === true,
    maxResults: typeof max === "number" && Number.isSafeInteger(max) && max >= 1 ? max : null,
  };
}

function supported(feature: unknown): boolean | null {
  const value = field(fieldsOf(feature) ?? {}, "supported");
  return typeof value === "boolean" ? value : null;
}

function conduct(value: unknown): FilterConduct {
  return value === "honoured" || value === "ignored" || value === "unsupported" ? value : "unproven";
}
