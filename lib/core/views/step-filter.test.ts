import { expect, test } from "vitest";
import { DAY, HOUR } from "../instant.ts";
import { filterText, parseStepFilter } from "./step-filter.ts";

test("every key is understood, any case, several values of one key together", () => {
  const { filter, unknown } = parseStepFilter(
    "Owner:none system:crm system:jira-cloud layer:group tier:0 tier:1 status:still_present due:<24h",
  );
  expect(unknown).toEqual([]);
  expect(filter).toEqual({
    owner: ["none"],
    system: ["crm", "jira-cloud"],
    layer: ["group"],
    tier: [0, 1],
    status: ["still_present"],
    dueWithin: 24 * HOUR,
  });
  expect(parseStepFilter("due:<3d").filter.dueWithin).toBe(3 * DAY);
});

test("what is not understood is named and filters nothing", () => {
  const words = [
    "hello",
    "owner:somebody",
    "tier:4",
    "layer:roof",
    "status:fine",
    "due:24h",
    "due:<9999h",
    "system:",
    "x:y",
  ];
  const { filter, tokens, unknown } = parseStepFilter(words.join(" "));
  expect(unknown).toEqual(words);
  expect(tokens).toEqual([]);
  expect(filter).toEqual(parseStepFilter("").filter);
});

test("the text of what was understood gives the same filter again", () => {
  const parsed = parseStepFilter("tier:0  OWNER:me tier:0 nonsense due:<24h");
  expect(filterText(parsed.tokens)).toBe("tier:0 owner:me due:<24h");
  expect(parseStepFilter(filterText(parsed.tokens)).tokens).toEqual(parsed.tokens);
});
