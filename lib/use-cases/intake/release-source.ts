import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { lockSource } from "#db/queries/intake/lock-source.ts";
import { findHeldEvents, type HeldEvent, sentHeldEvents } from "#db/queries/sources/find-held-events.ts";
import { findHeldRedates } from "#db/queries/sources/find-held-redates.ts";
import { releaseHolds } from "#db/queries/sources/release-source.ts";
import { domainError } from "#lib/core/errors.ts";
import { instant } from "#lib/core/instant.ts";
import { refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done } from "../_kit/command.ts";
import { commitments } from "../_kit/commitments.ts";
import { sourceName } from "../_kit/text.ts";
import { leaverLabel } from "./event-row.ts";
import { type Opening, openLeavers } from "./open-leavers.ts";
import { redateHeld } from "./redate-leavers.ts";

/** Cases opened in one transaction; the command is given again while some remain. */
const OPENINGS_PER_TRANSACTION = 500;

const input = z.strictObject({ source: sourceName });

export interface SourceReleased {
  readonly source: string;
  readonly opened: readonly string[];
  /** More held events wait: give the command again. */
  readonly more: boolean;
}

/**
 * Releases a held source: what was kept opens its cases. Only somebody who sent none of it may do so.
 * Safe to repeat: after a break it goes on with what is left.
 */
export const releaseSource = defineCommand<z.output<typeof input>, SourceReleased>({
  name: "source.release",
  input,
  permission: "source:release",
  touches: () => ["leavers", "sources"],
  run: async (tx, ctx, { source }) => {
    await lockSource(tx, source);
    const me = accountableText(ctx.actor);
    if (await sentHeldEvents(tx, source, me)) return refused(domainError("second_person_required"));
    const holds = await releaseHolds(tx, source, me);
    const events = await findHeldEvents(tx, source, OPENINGS_PER_TRANSACTION + 1);
    if (holds === 0 && events.length === 0) return refused(domainError("not_found", { path: "source" }));
    const profile = commitments(ctx);
    const now = await readNow(tx);
    const redated = await redateHeld(tx, ctx, await findHeldRedates(tx, source));
    const openings = events.slice(0, OPENINGS_PER_TRANSACTION).map(openingOf);
    const opened = await openLeavers(tx, ctx, { events: openings, now, profile });
    await profile.keep(tx);
    const labels = [...opened.numbers.values()].map((number) => leaverLabel(number) ?? "");
    const released = { kind: "source.released", caseId: null, data: { source, events: openings.length } } as const;
    const result = { source, opened: labels, more: events.length > openings.length };
    return done(result, [released, ...opened.evidence, ...redated], { wakes: labels.length + redated.length > 0 });
  },
});

function openingOf(event: HeldEvent): Opening {
  const { zone, precision, notifiedAt } = event;
  return {
    ...event,
    caseKey: event.eventId,
    effective: { at: instant(event.effectiveAt), zone, precision },
    notifiedAt: notifiedAt === null ? null : instant(notifiedAt),
  };
}
