import { describe, expect, test } from "vitest";
import { namesAgree } from "./same-name.ts";
import { type RecordedPerson, whoIsMeant } from "./who-is-meant.ts";

const person = (over: Partial<RecordedPerson> = {}): RecordedPerson => ({
  personKey: "1041",
  displayName: "Jane Doe",
  emails: [],
  ...over,
});
const line = { personKey: "1041", name: "Jane Doe", email: "jane@example.com" };
const meant = (ofKey: RecordedPerson | undefined, ofEmail: readonly RecordedPerson[], over = {}, stated = {}) =>
  whoIsMeant({ ...line, ...stated }, { ofKey, ofEmail, key: "person_key", ...over });

describe("names", () => {
  test.each([
    ["Jane Doe", "DOE, Jane"],
    ["Elena Marković", "elena markovic"],
    ["Łukasz Sørensen", "Lukasz Sorensen"],
    ["Sean O'Neill", "Sean O’Neill"],
    ["Jane Doe", "Jane A. Doe"],
    ["Jane Doe", null],
    [null, null],
  ])("%s and %s can be one human's", (one, other) => {
    expect(namesAgree(one, other)).toBe(true);
    expect(namesAgree(other, one)).toBe(true);
  });

  test.each([
    ["Jane Doe", "Bob Roe"],
    ["Jane Doe", "Jane Roe"],
    ["Jane", "Jane Doe"],
    ["Ann Ann Lee", "Ann Lee Kim"],
  ])("%s and %s cannot be told to be one human's", (one, other) => {
    expect(namesAgree(one, other)).toBe(false);
    expect(namesAgree(other, one)).toBe(false);
  });
});

describe("a key that is known", () => {
  test("with a mail that nobody has and the same name gets that mail added", () => {
    expect(meant(person(), [])).toMatchObject({ kind: "known", addsEmail: true, otherName: false });
    expect(meant(person({ emails: ["old@example.com"] }), [])).toMatchObject({ kind: "known", addsEmail: true });
    expect(meant(person(), [], {}, { name: null })).toMatchObject({ kind: "known", addsEmail: true });
    expect(meant(person({ displayName: "1041" }), [])).toMatchObject({ kind: "known", addsEmail: true });
  });

  test("with somebody else's mail means nobody for sure", () => {
    const bob = person({ personKey: "B-1", displayName: "Jane Doe", emails: [line.email] });
    expect(meant(person(), [bob])).toEqual({ kind: "unsure", because: "email_of_another" });
  });

  test("with a new mail under another name means nobody for sure", () => {
    expect(meant(person({ displayName: "Bob Roe" }), [])).toEqual({ kind: "unsure", because: "another_name" });
  });

  test("with the person's own mail, or without any, means that person whatever the name, and says that it differs", () => {
    const jane = person({ displayName: "Jane Roe", emails: [line.email] });
    const known = { kind: "known", addsEmail: false, otherName: true };
    expect(meant(jane, [jane])).toMatchObject(known);
    expect(meant(jane, [], {}, { email: null })).toMatchObject(known);
  });

  test("tells two people apart who were recorded with one mail; the mail alone does not", () => {
    const jane = person({ emails: [line.email] });
    const other = person({ personKey: "B-1", emails: [line.email] });
    expect(meant(jane, [jane, other])).toMatchObject({ kind: "known", person: jane, addsEmail: false });
    expect(meant(jane, [jane, other], { key: "email" })).toMatchObject({ kind: "unsure" });
  });
});

describe("a key that nobody has", () => {
  const jane = person({ personKey: "J-1", emails: [line.email] });

  test("means somebody new where nobody has the mail either", () => {
    expect(meant(undefined, [])).toEqual({ kind: "new" });
  });

  test("means the one who has the mail only in a file without keys", () => {
    expect(meant(undefined, [jane], { key: "email" })).toMatchObject({ kind: "known", person: jane, addsEmail: false });
    expect(meant(undefined, [jane])).toEqual({ kind: "unsure", because: "email_of_another" });
    const second = person({ personKey: "J-2", emails: [line.email] });
    expect(meant(undefined, [jane, second], { key: "email" })).toMatchObject({ kind: "unsure" });
  });
});
