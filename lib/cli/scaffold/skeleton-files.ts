import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectorName } from "./connector-name.ts";

/** A file of a new connector: its path within the connector's folder, and its text. */
export interface SkeletonFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The skeleton under a new name. It is a connector that really runs, so that what is handed out is compiled and tested
 * at every run of the suite.
 */
export function skeletonFiles(folder: string, name: ConnectorName): readonly SkeletonFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => ({ path, text: renamed(readFileSync(join(folder, path), "utf8"), name) }));
}

function renamed(text: string, { id, variable, title }: ConnectorName): string {
  return text
    .replaceAll("skeletonConnector", variable)
    .replaceAll('"skeleton"', JSON.stringify(id))
    .replaceAll('"Skeleton"', JSON.stringify(title));
}

const MARK = /^\s*\/\/ Yours: (.*)$/;

/** What is left to write, in the skeleton's own words: where it stands, and the sentences. */
export function leftToWrite({ path, text }: SkeletonFile): readonly { readonly at: string; readonly words: string }[] {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const first = MARK.exec(line)?.[1];
    if (first === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !/^\s*\/\/ /.test(next));
    const words = [first, ...rest.slice(0, end).map((next) => next.replace(/^\s*\/\/ /, ""))].join(" ");
    return [{ at: `${path}:${index + 1}`, words }];
  });
}
