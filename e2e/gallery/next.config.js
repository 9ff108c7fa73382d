import { join } from "node:path";

/** The gallery renders the product's components with invented data, for tests of layout alone. It never ships. */
const root = join(import.meta.dirname, "../..");

/** @type {import("next").NextConfig} */
const config = {
  turbopack: { root },
  devIndicators: false,
  poweredByHeader: false,
};

export default config;
