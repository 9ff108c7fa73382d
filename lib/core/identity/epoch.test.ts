import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EngagementId, IdentityId } from "../ids.ts";
import { instant } from "../instant.ts";
import { epochOf, isCurrentEpoch } from "./epoch.ts";
import {
  endsAccess,
  LIFECYCLE_EVENT_KINDS,
  type LifecycleEvent,
  type LifecycleEventKind,
  undoesEnd,
} from "./lifecycle-event.ts";

// Ids are opaque text: any distinct text will do.
const event = (kind: LifecycleEventKind, at: number, more: Partial<LifecycleEvent> = {}): LifecycleEvent => ({
  source: "hr",
  sourceEventId: `${kind}-${at}`,
  kind,
  identity: "person" as IdentityId,
  engagement: "engagement" as EngagementId,
  effectiveAt: instant(at + 100),
  zone: "Europe/Berlin",
  text: "2026-03-31",
  precision: "date",
  notifiedAt: instant(at),
  receivedAt: instant(at),
  ...more,
});

describe("epochs", () => {
  test.each([
    ["nothing happened", [], 1, null],
    ["leaves", [event("leaver", 1)], 1, 1],
    ["leaves, the date moves", [event("leaver", 1), event("leaver", 2)], 1, 2],
    ["leaves, is rescinded", [event("leaver", 1), event("rescission", 2)], 2, null],
    ["leaves, is rescinded, leaves again", [event("leaver", 1), event("rescission", 2), event("leaver", 3)], 2, 3],
    ["leaves and is rehired", [event("contract_end", 1), event("rehire", 2)], 2, null],
    ["goes on leave and returns", [event("leave_of_absence", 1), event("return", 2)], 2, null],
    ["rescinded without ever leaving", [event("rescission", 1)], 1, null],
    ["rescinded twice", [event("leaver", 1), event("rescission", 2), event("rescission", 3)], 2, null],
    ["moves", [event("leaver", 1), event("mover", 2)], 1, 1],
    ["a bot is retired", [event("non_human_retirement", 1)], 1, 1],
  ] as const)("%s", (_name, events, epoch, endsBy) => {
    const state = epochOf(events);
    expect([state.epoch, state.ending?.receivedAt ?? null]).toEqual([epoch, endsBy]);
  });

  test("counted as stated, not as received: a rescission that overtakes its leaver event undoes it", () => {
    const leaver = event("leaver", 1, { receivedAt: instant(9) });
    expect(epochOf([event("rescission", 2, { receivedAt: instant(3) }), leaver])).toEqual({ epoch: 2, ending: null });
  });

  test("what states no time of its own counts from when it was received", () => {
    const unstated = event("leaver", 5, { notifiedAt: null });
    expect(epochOf([unstated, event("rescission", 4)]).ending).toEqual(unstated);
    expect(epochOf([unstated, event("rescission", 6)]).ending).toBeNull();
  });

  test("a late repetition of the leaver event does not end access again after the rehire", () => {
    const repeated = event("leaver", 1, { notifiedAt: null, receivedAt: instant(9) });
    const first = event("leaver", 1, { notifiedAt: null });
    expect(epochOf([repeated, first, event("rehire", 2)])).toEqual({ epoch: 2, ending: null });
  });

  test("one id from two sources is two events", () => {
    const again = event("rescission", 2, { source: "idp", sourceEventId: "leaver-1" });
    expect(epochOf([event("leaver", 1), again]).epoch).toBe(2);
  });

  test("a step of an earlier epoch, or of one that nothing ends any more, may not act", () => {
    const left = epochOf([event("leaver", 1), event("rescission", 2), event("leaver", 3)]);
    expect([1, 2, 3].map((epoch) => isCurrentEpoch(epoch, left))).toEqual([false, true, false]);
    expect(isCurrentEpoch(2, epochOf([event("leaver", 1), event("rescission", 2)]))).toBe(false);
  });

  const anyEvent = fc
    .record({
      kind: fc.constantFrom(...LIFECYCLE_EVENT_KINDS),
      at: fc.nat(8),
      received: fc.nat(8),
      stated: fc.boolean(),
    })
    .map(({ kind, at, received, stated }) =>
      event(kind, at, { receivedAt: instant(received), notifiedAt: stated ? instant(at) : null }),
    );

  test("order and duplicates of arrival do not show; more events never lead back to an earlier epoch", () => {
    const arrivals = fc
      .uniqueArray(anyEvent, { maxLength: 6, selector: ({ sourceEventId }) => sourceEventId })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
      );
    fc.assert(
      fc.property(arrivals, ([events, shuffled]) => {
        expect(epochOf(shuffled)).toEqual(epochOf(events));
        const later = event("rehire", 20);
        expect(epochOf([...events, later]).epoch).toBeGreaterThanOrEqual(epochOf(events).epoch);
        expect(epochOf([...events, later]).ending).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test("agrees with a plain reference on every order of hire, leave, change of date, rescission and rehire", () => {
    const kinds = ["mover", "leaver", "leaver", "rescission", "rehire"] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...kinds], { minLength: 1 }), (order) => {
        const events = order.map((kind, at) => event(kind, at));
        let epoch = 1;
        let left = false;
        for (const kind of order) {
          if (kind === "leaver") left = true;
          if ((kind === "rescission" || kind === "rehire") && left) {
            epoch += 1;
            left = false;
          }
        }
        expect(epochOf(events).epoch).toBe(epoch);
        expect(epochOf(events).ending !== null).toBe(left);
      }),
    );
  });

  test("every kind either ends access, undoes an end, or moves somebody", () => {
    expect(LIFECYCLE_EVENT_KINDS.filter((kind) => !endsAccess(kind) && !undoesEnd(kind))).toEqual(["mover"]);
    expect(LIFECYCLE_EVENT_KINDS.filter((kind) => endsAccess(kind) && undoesEnd(kind))).toEqual([]);
  });
});
