import { expect, it } from "vitest";
import { HOUR, instant, plus } from "../../../core/instant.ts";
import { boundFacts } from "./bound.ts";

const DISABLED = instant(1_800_000_000_000_000);
const LAST_TICKET = plus(DISABLED, 10 * HOUR);
const disabled = { expiresAt: LAST_TICKET, reissueBlockedAt: DISABLED };

it("counts the stated hours from the last ticket, with which a connection can still be bound, and not from the disabling", () => {
  expect(boundFacts({ ldapConnectionHoursMax: 8 }, disabled)).toEqual({
    presence: "unknown",
    facts: { expiresAt: plus(LAST_TICKET, 8 * HOUR), reissueBlockedAt: LAST_TICKET },
  });
});

it("an account that can still sign in can bind anew: no end of it is for certain", () => {
  expect(boundFacts({ ldapConnectionHoursMax: 8 }, { expiresAt: LAST_TICKET })).toEqual({
    presence: "unknown",
    facts: { expiresAt: plus(LAST_TICKET, 8 * HOUR) },
  });
});

it.each([
  ["nobody stated how long a connection stays open", {}, disabled],
  ["the life of tickets is not known", { ldapConnectionHoursMax: 8 }, {}],
])("says of no end where %s", (_why, config, tickets) => {
  expect(boundFacts(config, tickets)).toEqual({ presence: "unknown", facts: {} });
});
