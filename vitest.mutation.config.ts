import { defineConfig } from "vitest/config";

/** The tests of the core alone, under mutation: nothing else is copied into the sandbox. */
export default defineConfig({
  test: { include: ["lib/core/**/*.test.ts"], exclude: ["lib/core/glossary.test.ts"], testTimeout: 15_000 },
});
