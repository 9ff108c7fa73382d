import { expect, test } from "vitest";
import { deniesAll, deniesBefore, denyAll, denyOlder } from "./deny.ts";

const AT = Date.UTC(2026, 2, 31, 18);
const of = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: statement });
const DENY = { Effect: "Deny", Action: "*", Resource: "*" };

test("reads its own policies, also as IAM hands them out", () => {
  for (const written of [(text: string) => text, encodeURIComponent]) {
    expect(deniesAll(written(denyAll()))).toBe(true);
    expect(deniesBefore(written(denyOlder(AT)))).toBe(AT * 1000);
  }
  expect(deniesAll(of({ ...DENY, Sid: "DenyAll", Action: ["*"], Resource: ["*"] }))).toBe(true);
});

test.each<[string, object]>([
  ["allows", { ...DENY, Effect: "Allow" }],
  ["denies one service", { ...DENY, Action: "s3:*" }],
  ["denies one resource", { ...DENY, Resource: "arn:aws:s3:::one" }],
  ["denies under a condition", { ...DENY, Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }],
  ["denies all but one", { ...DENY, NotAction: "iam:*" }],
  ["denies what is older", JSON.parse(denyOlder(AT)).Statement[0]],
])("a policy that %s does not deny everything", (_what, statement) => {
  expect(deniesAll(of(statement))).toBe(false);
});

test("a further condition on the age of sessions lets some of them through", () => {
  const [older] = JSON.parse(denyOlder(AT)).Statement;
  const narrowed = { ...older, Condition: { ...older.Condition, Bool: { "aws:SecureTransport": "false" } } };
  expect(deniesBefore(of(narrowed))).toBeNull();
  expect(deniesBefore(of([older, { ...older, Effect: "Allow" }]))).toBe(AT * 1000);
  expect(deniesBefore("no policy")).toBeNull();
});
