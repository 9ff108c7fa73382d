/** Style sheets use packages too: their imports are read as imports. */
const css = (text) =>
  [...text.matchAll(/@import\s+["']([^"']+)["']/g)].map(([, name]) => `import "${name}";`).join("\n");

/** @type {import("knip").KnipConfig} */
export default {
  treatConfigHintsAsErrors: true,
  entry: [
    "scripts/*.mjs",
    "scripts/{boundaries,checks,source}/*.mjs",
    // Started as processes of their own.
    "lib/worker/main.ts",
    "lib/cli/main.ts",
    "scripts/launch/leash.mjs",
    "scripts/real-targets/targets/oidc-provider/server.mjs",
    "scripts/demo/{seed,systems}.ts",
    "bench/main.ts",
    "bench/discovery/{bare-side,target}.ts",
    "bench/snapshot/{bare,product}-side.ts",
    // Called by the browser, by name.
    "app/**/actions.ts",
    "e2e/gallery/*.mjs",
    "e2e/gallery/app/**/*.{ts,tsx}",
    // Compiled on purpose to be refused.
    "lib/use-cases/_kit/fixtures/*.ts",
  ],
  project: ["{app,components,lib,db,e2e,scripts,bench}/**/*.{ts,tsx,mjs,css}"],
  playwright: { config: ["e2e/playwright.config.ts"] },
  compilers: { css },
  ignoreExportsUsedInFile: true,
  // Run by their path under our own Node, which knip does not follow; typefaces are read by their path as well.
  ignoreDependencies: ["@biomejs/biome", "jscpd", "@fontsource/inter", "@fontsource/jetbrains-mono"],
  ignoreBinaries: ["ps", "kinit", "klist", "radclient"],
};
