import type { z } from "zod";
import type { definition } from "./definition.ts";

const PEOPLE = { by: "cursor", at: "nextPageToken", parameter: "pageToken" } as const;

/** A definition that shows every part, of a service desk as there are many. The documentation has the same one. */
export const EXAMPLE: z.input<typeof definition> = {
  name: "Service desk",
  credential: { header: "Authorization", prefix: "Bearer " },
  accounts: {
    list: { path: "/people", rows: "items", paging: PEOPLE },
    search: [
      {
        by: ["userName", "email", "externalId"],
        path: "/people",
        query: { filter: "{value}" },
        rows: "items",
        paging: PEOPLE,
      },
    ],
    look: { path: "/people/{account}", row: "person" },
    fields: {
      id: "id",
      userName: "login",
      displayName: "name",
      emails: ["contacts.*.mail"],
      externalId: "number",
      presence: { at: "state", active: ["open", "invited"], disabled: ["blocked"] },
    },
    end: {
      disabled: {
        method: "POST",
        path: "/people/{account}/block",
        body: { reason: "left" },
        accepted: [200],
        says: { at: "person.state", is: "blocked" },
      },
    },
    right: "The token needs the scope people, granted under Administration, API tokens.",
  },
  access: [
    {
      name: "team",
      layer: "group",
      words: "Teams",
      list: { path: "/people/{account}/teams", rows: "items", paging: PEOPLE },
      fields: { id: "id", label: "name" },
      end: { method: "DELETE", path: "/teams/{key}/people/{account}", accepted: [204] },
    },
    {
      name: "session",
      layer: "session",
      words: "Sessions",
      right: "The token needs the scope sessions.",
      list: { path: "/sessions", rows: "items", paging: { by: "none", total: "count" } },
      fields: { id: "id", label: "device", account: "person", issuedAt: "began", expiresAt: "ends" },
      end: { method: "DELETE", path: "/sessions/{key}", accepted: [204] },
    },
    {
      name: "key",
      layer: "credential",
      words: "Keys",
      list: { path: "/keys", query: { person: "{account}" }, rows: "items", paging: { by: "none" } },
      fields: {
        id: "id",
        label: "label",
        account: "person",
        presence: { at: "state", active: ["valid"], absent: ["revoked"] },
      },
      end: { method: "POST", path: "/keys/revoke", body: { key: "{key}" }, accepted: [202] },
    },
  ],
};
