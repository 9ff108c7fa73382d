import { describe, expect, it } from "vitest";
import { impurities } from "./core-purity.mjs";

describe("the core reads no clock, no random and no local taste", () => {
  it.each([
    ["a clock", "export const now = Date.now();"],
    ["a clock behind new", "export const now = new Date();"],
    ["a random number", "export const id = Math.random();"],
    ["a random number by bracket", 'export const id = Math["random"]();'],
    ["the machine's language", "export const sort = (a: string, b: string) => a.localeCompare(b);"],
    ["the machine's zone", 'export const zone = Intl.DateTimeFormat("en");'],
    ["a timer", "export const later = (f: () => void) => setTimeout(f, 1);"],
    ["a way around", "export const g = globalThis;"],
  ])("finds %s", (_what, text) => {
    expect(impurities("lib/core/x.ts", text)).toHaveLength(1);
  });

  it("lets arithmetic, fields named like a global and type names through", () => {
    const text = "export interface A { readonly process: number } export const f = (a: A) => Math.max(a.process, 1);";
    expect(impurities("lib/core/x.ts", text)).toEqual([]);
  });
});
