import { defineConfig } from "vitest/config";
import { LongFirst } from "./scripts/testrun/long-first.ts";

const ignored = ["**/node_modules/**", "**/.next/**", "**/.data/**", "**/.stryker-tmp/**"];

/**
 * Three projects: `unit` needs nothing but Node; `integ` needs PostgreSQL and servers that the test starts; `real` needs
 * servers of other makers, which `npm run test:real` starts.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,db,components,scripts}/**/*.test.{ts,tsx}"],
          exclude: ignored,
          environment: "node",
          testTimeout: 15_000,
          hookTimeout: 15_000,
        },
      },
      {
        test: {
          name: "integ",
          include: ["{lib,db,components,scripts}/**/*.integ.{ts,tsx}"],
          exclude: ignored,
          environment: "node",
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "real",
          include: ["{lib,db,scripts}/**/*.real.ts"],
          exclude: ignored,
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
