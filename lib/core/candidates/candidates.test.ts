import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Instant, instant } from "../instant.ts";
import { systemKey } from "../intake/match-claim.ts";
import { appKeys, domainLabelKey, domainOf, listedKeys } from "./app-name.ts";
import { concernsLeaving, countFoundLate, foundLate } from "./found-late.ts";
import { candidatePlace } from "./sighting.ts";

const at = (seconds: number): Instant => instant(seconds * 1_000_000);
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
const domain = fc
  .tuple(label, fc.constantFrom("com", "so", "io", "co.uk", "com.au", "example"))
  .map((two) => two.join("."));

describe("names of applications", () => {
  test("two spellings of one domain are one", () => {
    const host = fc.tuple(fc.constantFrom("", "www.", "app.", "acme.eu."), domain);
    const spelling = fc.record({
      scheme: fc.constantFrom("", "https://", "HTTP://"),
      end: fc.constantFrom("", ".", "/", "/login?next=1", ":8443/"),
      upper: fc.boolean(),
    });
    fc.assert(
      fc.property(host, spelling, spelling, ([below, own], one, other) => {
        const [first, second] = [one, other].map(({ scheme, end, upper }) => {
          const text = `${scheme}${below}${own}${end}`;
          return domainOf(upper ? text.toUpperCase() : text);
        });
        expect(first).toBe(own);
        expect(second).toBe(own);
      }),
    );
  });

  test("a candidate that a listed system's name or alias means never shows, however either is spelled", () => {
    const word = fc.oneof(domain, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,20}$/));
    fc.assert(
      fc.property(word, fc.boolean(), fc.boolean(), (alias, upper, asDomain) => {
        const written = upper ? alias.toUpperCase() : ` ${alias} `;
        const keys = appKeys(asDomain ? { name: "Something else", domain: written } : { name: written, domain: null });
        // As an alias is kept: letters and digits alone.
        const listed = new Set(listedKeys([systemKey(alias)]));
        const standing = { keys, state: "open", leaversSince: 1 } as const;
        expect(candidatePlace(standing, listed)).toBe("listed");
      }),
    );
  });

  test("what customers share is not one system, and what is no address has no domain", () => {
    expect(domainOf("acme.github.io")).toBe("acme.github.io");
    expect(["Notion", "ana@notion.so", "10.0.0.7", "-", ""].map(domainOf)).toEqual([null, null, null, null, null]);
    expect(appKeys({ name: "Notion", domain: "https://www.notion.so" })).toEqual(
      ["notionso", "wwwnotionso", "notion", "httpswwwnotionso"].sort(byPlace),
    );
  });

  test("a domain's first part points to a system and is not its name", () => {
    expect(domainLabelKey("www.notion.so")).toBe("notion");
    expect(appKeys({ name: "notion.so", domain: null })).not.toContain("notion");
  });
});

/** Keys in the order that appKeys gives them. */
function byPlace(one: string, other: string): number {
  const order = ["notionso", "wwwnotionso", "httpswwwnotionso", "notion"];
  return order.indexOf(one) - order.indexOf(other);
}

describe("what is not ours", () => {
  const dismissed = { keys: ["notion"], state: "not_ours" } as const;

  test("stays away while the same people use it, and comes again with a further leaver", () => {
    expect(candidatePlace({ ...dismissed, leaversSince: 0 }, new Set())).toBe("not_ours");
    expect(candidatePlace({ ...dismissed, leaversSince: 1 }, new Set())).toBe("again");
  });

  test("was added, and its system retired since: nobody lists it any more", () => {
    expect(candidatePlace({ keys: ["notion"], state: "added", leaversSince: 0 }, new Set())).toBe("open");
  });
});

describe("found only after a closure", () => {
  const leaving = { caseNumber: 2001, seenAt: at(10), engagedAgainAt: null, closedAt: at(50) };

  test("a case that closed before the system was in the inventory; not one that closed with it", () => {
    expect(foundLate([leaving], null)).toEqual([leaving]);
    expect(foundLate([leaving], at(60))).toEqual([leaving]);
    expect(foundLate([leaving], at(50))).toEqual([]);
    expect(foundLate([{ ...leaving, closedAt: null }], null)).toEqual([]);
  });

  test("use in a later engagement says nothing of the earlier leaving; use without a time may", () => {
    expect(concernsLeaving({ ...leaving, engagedAgainAt: at(10) })).toBe(false);
    expect(concernsLeaving({ ...leaving, engagedAgainAt: at(11) })).toBe(true);
    expect(concernsLeaving({ ...leaving, seenAt: null, engagedAgainAt: at(1) })).toBe(true);
  });

  test("a system counts once, whatever the order or number of its leavings, and where nobody is named it is not known", () => {
    const systems = fc.array(fc.record({ late: fc.nat(5), namesPeople: fc.boolean() }));
    fc.assert(
      fc.property(systems, (some) => {
        const count = countFoundLate(some);
        expect(count.found).toBeLessThanOrEqual(count.of);
        expect(count.of + count.unknown).toBe(some.length);
        expect(countFoundLate([...some].reverse())).toEqual(count);
      }),
    );
    expect(
      countFoundLate([
        { late: 3, namesPeople: true },
        { late: 0, namesPeople: true },
        { late: 0, namesPeople: false },
      ]),
    ).toEqual({
      found: 1,
      of: 2,
      unknown: 1,
    });
  });
});
