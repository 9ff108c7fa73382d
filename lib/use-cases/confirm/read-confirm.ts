import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { OpenRow } from "#db/queries/confirm/read-open.ts";
import {
  type AnswerRow,
  type LeaverRow,
  type PageRow,
  readAnswers,
  readLeavers,
  readPage,
} from "#db/queries/confirm/read-page.ts";
import { EXCEPTION_MAX } from "#lib/core/access/exception-policy.ts";
import { domainError } from "#lib/core/errors.ts";
import { type Instant, MINUTE } from "#lib/core/instant.ts";
import { deadlineOutcome } from "#lib/core/leaver/deadlines.ts";
import { ok, refused } from "#lib/core/result.ts";
import type { ConfirmAnswerView, ConfirmPersonView, ConfirmView } from "#lib/core/views/confirm.ts";
import type { DeadlineView } from "#lib/core/views/exposure.ts";
import { grouped } from "../_kit/grouped.ts";
import { defineQuery } from "../_kit/query.ts";
import { eventTime, isoUtc } from "../_kit/times.ts";
import { mayChange, openItems } from "./open-items.ts";

/** A look after a report starts when the target's freshness has passed, and is over within this. */
const LOOK_TAKES = 15 * MINUTE;

/** The confirm page of one link. It reads and changes nothing: mail scanners open links as well. */
export const readConfirm = defineQuery({
  name: "confirm.read",
  input: z.strictObject({}),
  permission: "confirm:answer",
  run: async (tx, ctx) => {
    if (ctx.actor.kind !== "confirmLink") return refused(domainError("not_permitted"));
    const page = await readPage(tx, ctx.actor.linkId);
    if (page === undefined) return refused(domainError("not_found"));
    const [open, answers] = await Promise.all([openItems(tx, ctx.actor), readAnswers(tx, ctx.actor.linkId)]);
    const caseIds = [...new Set([...open, ...answers].map((row) => row.caseId))];
    const leavers = await readLeavers(tx, caseIds);
    const [items, given] = [grouped(open, (row) => row.caseId), grouped(answers, (row) => row.caseId)];
    const people = leavers.map((one) =>
      personView(one, items.get(one.caseId) ?? [], given.get(one.caseId) ?? [], page),
    );
    return ok(pageView(page, people, open));
  },
});

function pageView(page: PageRow, people: readonly ConfirmPersonView[], open: readonly OpenRow[]): ConfirmView {
  const { systemName, tier, ownerName, expiresAt, otherId, otherName, now } = page;
  const looks = open.flatMap(({ freshness }) => freshness ?? []);
  return {
    systemName,
    tier,
    ownerName,
    people,
    suggestedOwner: otherId === null ? null : { id: otherId, name: otherName ?? "Erased person" },
    looksWithinMinutes: looks.length === 0 ? null : Math.ceil((Math.max(...looks) + LOOK_TAKES) / MINUTE),
    expiresAtIso: isoUtc(expiresAt),
    asOfIso: isoUtc(now),
  };
}

function personView(
  one: LeaverRow,
  items: readonly OpenRow[],
  answers: readonly AnswerRow[],
  { tier, now }: PageRow,
): ConfirmPersonView {
  const last = answers.at(-1)?.at ?? null;
  return {
    caseId: one.caseId,
    name: one.name,
    effectiveEnd: eventTime(one),
    deadline: deadlineOf(items, one.zone, now),
    items: items.map(({ id, layer, label, account }) => ({ id, layer, label, account })),
    place: answers.length,
    answers: answers.map(answerView),
    mayAnswer: items.length > 0 && mayChange(last, now),
    exceptionMax: local(now + EXCEPTION_MAX[tier], one.zone)
      .toPlainDate()
      .subtract({ days: 1 })
      .toString(),
    nowLocal: local(now, one.zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
  };
}

function local(micros: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(micros / 1000)).toZonedDateTimeISO(zone);
}

/** The first of the items' deadlines. */
function deadlineOf(items: readonly OpenRow[], zone: string, now: Instant): DeadlineView | null {
  const [first] = [...items].sort((a, b) => a.dueAt - b.dueAt);
  if (first === undefined) return null;
  const state = deadlineOutcome(first.dueAt, first.lastSeenUsableAt, first.firstSeenGoneAt, now);
  return { atIso: isoUtc(first.dueAt), zone, state };
}

function answerView({ answer, at, statedAt, items, named, said, leafHash }: AnswerRow): ConfirmAnswerView {
  return { answer, atIso: isoUtc(at), statedAtIso: isoUtc(statedAt), items, named, said, leafHash };
}
