import { z } from "zod";
import {
  countRequests,
  listRequests,
  type RequestCursor,
  type RequestRow,
} from "#db/queries/exceptions/list-requests.ts";
import { domainError, ERROR_SENTENCE } from "#lib/core/errors.ts";
import { instant } from "#lib/core/instant.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { ok, refused } from "#lib/core/result.ts";
import { EXCEPTION_TABS, type ExceptionListView, type ExceptionRowView } from "#lib/core/views/exceptions.ts";
import type { MayView } from "#lib/core/views/item.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { accountableText, principalOf } from "../_kit/actor.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { defineQuery } from "../_kit/query.ts";
import { isoUtc } from "../_kit/times.ts";

const ROWS_DEFAULT = 50;

/** Exceptions: asked for, running, expired, refused; a page of one tab. Two statements, whatever their number. */
export const listExceptions = defineQuery({
  name: "exception.list",
  input: z.strictObject({
    tab: z.enum(EXCEPTION_TABS).default("requested"),
    cursor: z.string().max(200).optional().meta({ description: "nextCursor of the page before." }),
    limit: z.coerce.number().int().min(1).max(200).default(ROWS_DEFAULT),
  }),
  permission: "exception:read",
  run: async (tx, ctx, { tab, cursor, limit }) => {
    const after = cursor === undefined ? null : readCursor(cursor);
    if (after === undefined) return refused(domainError("input_invalid", { path: "cursor" }));
    const { now, ...counts } = await countRequests(tx);
    const rows = await listRequests(tx, tab, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const view: ExceptionListView = {
      tabs: EXCEPTION_TABS.map((key) => ({ key, count: counts[key] })),
      tab,
      rows: page.map((row) => rowView(row, ctx.actor, tab === "requested")),
      sortedBy: tab === "requested" || tab === "running" ? "end, first to come" : "end, last to pass",
      asOfIso: isoUtc(now),
      nextCursor: last === undefined ? null : cursorOf(last),
    };
    return ok(view);
  },
});

function rowView(row: RequestRow, actor: Actor, open: boolean): ExceptionRowView {
  const { caseNumber, subjectId: _subject, requestedById: _by, requestedAt, until, decidedAt, reason, ...rest } = row;
  return {
    ...rest,
    leaverId: `LV-${caseNumber}`,
    reason: reason ?? "The words were erased.",
    requestedAtIso: isoUtc(requestedAt),
    untilIso: isoUtc(until),
    decidedAtIso: isoUtc(decidedAt),
    decide: open ? mayDecide(row, actor) : { may: false, why: null },
  };
}

/** What can be told without asking who else held a duty on the item: the command asks that. */
function mayDecide({ requestedById, subjectId }: RequestRow, actor: Actor): MayView {
  if (!isPermitted(principalOf(actor), "exception:approve")) return { may: false, why: null };
  if (isOwnCase(actor, subjectId)) return { may: false, why: ERROR_SENTENCE.own_case };
  const asked = accountableText(actor) === requestedById;
  return asked ? { may: false, why: "You asked for it: another person decides." } : { may: true, why: null };
}

function cursorOf({ until, id }: RequestRow): string {
  return Buffer.from(JSON.stringify([until, id])).toString("base64url");
}

const cursorSchema = z.tuple([z.int(), z.uuid()]);

function readCursor(text: string): RequestCursor | undefined {
  try {
    const [until, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { until: instant(until), id };
  } catch {
    // A cursor that was not made here: refused by the caller.
    return undefined;
  }
}
