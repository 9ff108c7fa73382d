import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { RefusedLine } from "#lib/use-cases/_kit/csv-file.ts";
import { type Cli, UsageError } from "./cli.ts";

/** Lines of a file, from its start each time they are asked for. @throws UsageError when it cannot be read */
export async function fileLines(file: string): Promise<() => AsyncIterable<string>> {
  await access(file, constants.R_OK).catch(() => {
    throw new UsageError(`${file} cannot be read. Nothing was opened. Give the path of a file that you may read.`);
  });
  return () => createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
}

/** Names each line that was refused, with its column. */
export function sayRefused(cli: Cli, refused: readonly RefusedLine[]): void {
  for (const { line, column, error } of refused) {
    cli.say(`line ${line}${column === null ? "" : `, column ${column}`}: ${error.sentence} (${error.code})`);
  }
}
