import { z } from "zod";
import { type ListedCursor, type ListedRow, listListed } from "#db/queries/discovery/list-listed.ts";
import type { Tx } from "#db/tx.ts";
import type { AccountKind } from "#lib/core/access/account.ts";
import type { Presence } from "#lib/core/access/observation.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { LISTED_TABS, type ListedAccountsView, type ListedAccountView } from "#lib/core/views/discovery.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

const ROWS_DEFAULT = 50;

const input = z.strictObject({
  systemId: z.uuid(),
  standing: z.enum(LISTED_TABS).default("uncorrelated"),
  begins: z.string().trim().max(200).default("").meta({ description: "Beginning of the user name, in any case." }),
  cursor: z.string().max(2000).optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
});

/** Accounts that a system lists, by whose they are and what they are. By name, a page at a time. */
export const listListedAccounts = defineQuery<z.output<typeof input>, ListedAccountsView>({
  name: "discovery.list_accounts",
  input,
  permission: "system:read",
  run: (tx, _ctx, asked) => listedPage(tx, asked),
});

/** What of the accounts of a system is asked for. */
export const listedPageInput = input.omit({ systemId: true });

/** One page of accounts. One statement, however many accounts the system has. */
export async function listedPage(tx: Tx, asked: z.output<typeof input>): Promise<Decision<ListedAccountsView>> {
  const { systemId, standing, begins, cursor, limit } = asked;
  const after = cursor === undefined ? null : readCursor(cursor);
  if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
  const question = { systemId, tab: standing, begins: begins.toLowerCase() };
  const rows = await listListed(tx, question, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return ok({ standing, rows: page.map(accountView), nextCursor: last === undefined ? null : cursorOf(last) });
}

function accountView(row: ListedRow): ListedAccountView {
  const { nativeId, userName, displayName, emails, personId, personName, leaverNumber } = row;
  return {
    nativeId,
    userName,
    displayName,
    emails,
    // The columns hold what use cases wrote from the core's unions.
    kind: row.kind as AccountKind,
    presence: row.presence as Presence,
    person:
      personId === null
        ? null
        : {
            id: personId,
            name: personName ?? "Erased person",
            reason: row.reason ?? "",
            left: row.personLeft,
            leaver: leaverNumber === null ? null : `LV-${leaverNumber}`,
          },
    firstSeenIso: isoUtc(row.firstSeenAt),
    lastSeenIso: isoUtc(row.lastSeenAt),
    goneIso: isoUtc(row.goneAt),
  };
}

function cursorOf({ place: name, nativeId }: ListedRow): string {
  return Buffer.from(JSON.stringify([name, nativeId])).toString("base64url");
}

const place = z.tuple([z.string(), z.string()]);

function readCursor(text: string): ListedCursor | undefined {
  try {
    const [name, nativeId] = place.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { place: name, nativeId };
  } catch {
    return undefined;
  }
}
