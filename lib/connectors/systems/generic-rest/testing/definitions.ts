import type { Paging } from "../definition.ts";
import { EXAMPLE } from "../example.ts";

const FORMS: Readonly<Record<Paging["by"], { readonly paging: Paging; readonly rows: string }>> = {
  none: { paging: { by: "none" }, rows: "items" },
  cursor: { paging: { by: "cursor", at: "nextPageToken", parameter: "pageToken" }, rows: "items" },
  link: { paging: { by: "link" }, rows: "" },
  page: { paging: { by: "page", parameter: "page", first: 1 }, rows: "items" },
  offset: { paging: { by: "offset", parameter: "startIndex", first: 1, total: "totalResults" }, rows: "Resources" },
};

/** The example's definition for a service that pages in this form. */
export function definitionFor(by: Paging["by"]): typeof EXAMPLE {
  const form = FORMS[by];
  const { accounts, access = [] } = EXAMPLE;
  return {
    ...EXAMPLE,
    accounts: {
      ...accounts,
      list: { ...accounts.list, ...form },
      search: (accounts.search ?? []).map((search) => ({ ...search, ...form })),
    },
    access: access.map((one) => (one.name === "team" ? { ...one, list: { ...one.list, ...form } } : one)),
  };
}
