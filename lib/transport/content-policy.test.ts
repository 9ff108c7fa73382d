import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy.ts";

const directives = new Map(
  contentPolicy("n0nce")
    .split("; ")
    .map((one) => [one.slice(0, one.indexOf(" ")), one.slice(one.indexOf(" ") + 1)]),
);

test("scripts run by nonce alone: nothing inline, nothing evaluated, nothing from elsewhere", () => {
  expect(directives.get("script-src")).toBe("'self' 'nonce-n0nce' 'strict-dynamic'");
  expect(directives.get("default-src")).toBe("'none'");
  for (const [name, value] of directives) {
    expect(value, name).not.toMatch(/unsafe-eval|https?:|\*/);
    if (name !== "style-src-attr") expect(value, name).not.toContain("unsafe-inline");
  }
});

test("no page can be framed, re-based, or send a form elsewhere", () => {
  expect(directives.get("frame-ancestors")).toBe("'none'");
  expect(directives.get("base-uri")).toBe("'none'");
  expect(directives.get("form-action")).toBe("'self'");
});
