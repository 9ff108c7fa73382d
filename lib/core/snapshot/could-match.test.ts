import { describe, expect, test } from "vitest";
import { couldMatch, type ListedKeys, nearKey } from "./could-match.ts";
import { emailsIn, seen } from "./written-emails.ts";

const NONE: ListedKeys = { personKey: false, email: false, userName: false, emailAsUserName: false };
const NOBODY = { emails: [], userNames: [] };

describe("a list proves nobody absent whom none of its keys could name", () => {
  test.each<
    [string, Partial<ListedKeys>, Partial<typeof NOBODY> | { emails?: string[]; userNames?: string[] }, boolean]
  >([
    ["person keys name everybody", { personKey: true }, {}, true],
    ["a person key alone stands in no mail column", { email: true, userName: true }, {}, false],
    ["mails name who has one", { email: true }, { emails: ["a@x.org"] }, true],
    ["mails do not name who has a user name alone", { email: true }, { userNames: ["a"] }, false],
    ["user names name who has one", { userName: true }, { userNames: ["a"] }, true],
    ["user names do not name who has a mail alone", { userName: true }, { emails: ["a@x.org"] }, false],
    ["user names that are mails do", { userName: true, emailAsUserName: true }, { emails: ["a@x.org"] }, true],
    ["an empty list names nobody", {}, { emails: ["a@x.org"], userNames: ["a"] }, false],
  ])("%s", (_what, listed, held, expected) => {
    expect(couldMatch({ ...NONE, ...listed }, { ...NOBODY, ...held })).toBe(expected);
  });

  test("person keys are near but for letter case and leading zeros, and in nothing else", () => {
    expect(nearKey("0042")).toBe(nearKey("42"));
    expect(nearKey("E042")).toBe(nearKey("e042"));
    expect(nearKey("E042")).not.toBe(nearKey("E42"));
    expect(nearKey("420")).not.toBe(nearKey("42"));
    expect(nearKey("0")).toBe("0");
  });
});

describe("mail addresses of a cell", () => {
  test.each([
    ["one", "ann@x.org", ["ann@x.org"]],
    ["several, however parted", "a@x.org; b@x.org,c@x.org\nd@x.org", ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]],
    ["marked as directories do", "SMTP:ann@x.org;smtp:a.lee@x.org", ["ann@x.org", "a.lee@x.org"]],
    ["beside a name", "Ann Lee <ann@x.org>", ["ann@x.org"]],
    ["beside a name with a comma", '"Lee, Ann" <ann@x.org>; Bob <bob@x.org>', ["ann@x.org", "bob@x.org"]],
    ["with characters that nobody sees", "\u200B\u202Aann\u200D@x.org\u202C\uFEFF ", ["ann@x.org"]],
    ["none", " \u200B ", []],
  ])("%s", (_what, cell, expected) => {
    expect(emailsIn(cell)).toEqual(expected);
  });

  test("nothing else of a value is lost", () => {
    expect(seen("\u2066Zoë O'Néill-日本 \u2069")).toBe("Zoë O'Néill-日本");
  });
});
