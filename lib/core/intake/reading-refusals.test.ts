import { expect, test } from "vitest";
import { domainError } from "../errors.ts";
import { reasonsOf, refusalWords, refusedRow, withRefused } from "./reading-refusals.ts";

const NONE = { count: 0, rows: [] };
const wrong = (digest: string, path: string) =>
  refusedRow(digest, domainError("input_invalid", { path, sentence: "Mia Berg is no time." }));

test("entries that are not taken are counted by reason, the most frequent first; neither value nor place is kept", () => {
  const { count, rows } = withRefused(NONE, [
    wrong("a", "claims[0].personKey"),
    wrong("b", "claims[4].statedAt"),
    wrong("c", "claims[9].statedAt"),
    refusedRow("d", domainError("claim_conflict", { path: "claims[2]" })),
  ]);
  expect(count).toBe(4);
  expect(reasonsOf(rows)).toEqual([
    { code: "input_invalid", field: "statedAt", rows: 2 },
    { code: "input_invalid", field: "personKey", rows: 1 },
    { code: "claim_conflict", field: null, rows: 1 },
  ]);
  expect(JSON.stringify(rows)).not.toContain("Mia");
});

test("an entry counts once, however often its log is read again, by the reason it has now", () => {
  const first = withRefused(NONE, [wrong("a", "claims[0].email"), wrong("b", "claims[1].email")]);
  const again = withRefused(first, [wrong("b", "claims[0].statedAt"), wrong("c", "claims[1].email")]);
  expect(again.count).toBe(3);
  expect(reasonsOf(again.rows)).toEqual([
    { code: "input_invalid", field: "email", rows: 2 },
    { code: "input_invalid", field: "statedAt", rows: 1 },
  ]);
});

test("of very many the number stays right and the last are known again", () => {
  const many = Array.from({ length: 1200 }, (_, at) => wrong(String(at), "sightings[0].name"));
  const { count, rows } = withRefused(NONE, many);
  expect([count, rows.length]).toEqual([1200, 500]);
  expect(withRefused({ count, rows }, many.slice(-1)).count).toBe(1200);
});

test("at most five reasons are shown, and every one has words that say no more than is known", () => {
  const fields = ["name", "domain", "scope", "seenAt", "person", "rowId"];
  expect(reasonsOf(fields.map((field, at) => wrong(String(at), `sightings[1].${field}`)))).toHaveLength(5);
  expect(refusalWords({ code: "claim_conflict", field: "personKey" })).toContain("the first is kept");
  expect(refusalWords({ code: "input_invalid", field: "personKey" })).toBe("it names nobody");
  expect(refusalWords({ code: "input_invalid", field: "toString" })).toBe("it is not as an entry must be");
  expect(refusalWords({ code: "input_too_large", field: null })).toBe("it is not as an entry must be");
});
