import { defineConfig } from "vitest/config";

/**
 * The tests of the core alone, under mutation. Properties are left out: they draw anew each time, and a score that
 * depends on luck says nothing. What they would find on top is not counted.
 */
export default defineConfig({
  test: {
    include: ["lib/core/**/*.test.ts"],
    exclude: ["lib/core/glossary.test.ts", "lib/core/**/*.property.test.ts"],
    testTimeout: 15_000,
  },
});
