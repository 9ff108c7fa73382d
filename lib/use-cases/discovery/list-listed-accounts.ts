import { z } from "zod";
import { type ListedCursor, type ListedRow, listListed } from "#db/queries/discovery/list-listed.ts";
import type { AccountKind } from "#lib/core/access/account.ts";
import type { Presence } from "#lib/core/access/observation.ts";
import { domainError } from "#lib/core/errors.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ListedAccountsView, ListedAccountView } from "#lib/core/views/discovery.ts";
import { defineQuery } from "../_kit/query.ts";

const ROWS_DEFAULT = 50;

const input = z.strictObject({
  systemId: z.uuid(),
  standing: z.enum(["uncorrelated", "left"]).default("uncorrelated"),
  cursor: z.string().max(2000).optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
});

/** Accounts that a system lists and nobody known has, or somebody who has left. By name, a page at a time. */
export const listListedAccounts = defineQuery<z.output<typeof input>, ListedAccountsView>({
  name: "discovery.list_accounts",
  input,
  permission: "system:read",
  run: async (tx, _ctx, { systemId, standing, cursor, limit }) => {
    const after = cursor === undefined ? null : readCursor(cursor);
    if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
    const rows = await listListed(tx, { systemId, standing }, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return ok({ standing, rows: page.map(accountView), nextCursor: last === undefined ? null : cursorOf(last) });
  },
});

function accountView(row: ListedRow): ListedAccountView {
  const { nativeId, userName, displayName, emails, personName, reason, leaverNumber } = row;
  return {
    nativeId,
    userName,
    displayName,
    emails,
    // The columns hold what use cases wrote from the core's unions.
    kind: row.kind as AccountKind,
    presence: row.presence as Presence,
    person:
      personName === null || reason === null
        ? null
        : { name: personName, reason, leaver: leaverNumber === null ? null : `LV-${leaverNumber}` },
  };
}

function cursorOf({ userName, nativeId }: ListedRow): string {
  return Buffer.from(JSON.stringify([userName, nativeId])).toString("base64url");
}

const place = z.tuple([z.string(), z.string()]);

function readCursor(text: string): ListedCursor | undefined {
  try {
    const [userName, nativeId] = place.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { userName, nativeId };
  } catch {
    return undefined;
  }
}
