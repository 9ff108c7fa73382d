/** @type {import("next").NextConfig} */
const config = {
  // GHSA-2xp9-vwfh-vxw4: the image optimiser was remotely exploitable; this product optimises no images.
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["postgres", "pg-boss", "undici", "pdfkit", "fontkit"],
  // Types are checked by `npm run check`, of tests and benches too; a start should not wait for that again.
  typescript: { ignoreBuildErrors: true },
  // An artefact of five megabytes, as base64, with the words beside it.
  experimental: { serverActions: { bodySizeLimit: "8mb" } },
  // The environment is read when a process starts, never baked into a build.
  env: {},
};

export default config;
