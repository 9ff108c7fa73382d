import { expect, test } from "vitest";
import { heldTokens } from "./held.ts";

test("a token is named by its digest: another one under the same name is another access", () => {
  const [one, two] = heldTokens("crm mia token-of-mia-1\n\n  crm mia token-of-mia-2  ").tokens;
  expect(one?.key).toMatch(/^token:crm\/[0-9a-f]{16}$/);
  expect(one?.key).not.toBe(two?.key);
  expect(one?.key).not.toContain("token-of-mia");
});

test("a line that is none is counted and not repeated", () => {
  expect(heldTokens("token-without-a-name\ncrm mia short\ncrm mia token-of-mia-1")).toMatchObject({
    tokens: [{ subject: "mia" }],
    broken: 2,
  });
});

test("only what was stated to be an access token is one: everything else may be replaced by its use", () => {
  const { tokens, broken } = heldTokens(
    "crm mia token-of-mia-1 access\ncrm mia token-of-mia-2\ncrm mia token-of-mia-3 refresh",
  );
  expect([tokens.map(({ isAccess }) => isAccess), broken]).toEqual([[true, false], 1]);
});
