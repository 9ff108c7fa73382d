import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/** The page that a person has open all day. */
const PAGE = /leavers[\\/]\[[^\]]+\][\\/]page_client-reference-manifest\.js$/;

/** Script files that the browser loads before that page works; null without a build. */
function firstLoad(build) {
  const manifest = path.join(build, "build-manifest.json");
  const pages = path.join(build, "server/app");
  if (!fs.existsSync(manifest) || !fs.existsSync(pages)) return null;
  const own = fs.readdirSync(pages, { recursive: true }).find((name) => PAGE.test(name));
  if (own === undefined) return null;
  const text = fs.readFileSync(path.join(pages, own), "utf8");
  const { entryJSFiles } = JSON.parse(text.slice(text.indexOf("= {") + 2).replace(/;?\s*$/, ""));
  const { rootMainFiles } = JSON.parse(fs.readFileSync(manifest, "utf8"));
  return new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
}

/** What the leaver page costs before it works, as the browser receives it. */
export function clientFigures(root) {
  const build = path.join(root, ".next");
  const files = firstLoad(build);
  const bytes =
    files && [...files].reduce((sum, name) => sum + gzipSync(fs.readFileSync(path.join(build, name))).length, 0);
  const value = bytes && Math.round(bytes / 102.4) / 10;
  return [{ what: "leaver_page_js", unit: "kB gzip", value, goal: { most: 180 }, red: { over: 250 } }];
}
