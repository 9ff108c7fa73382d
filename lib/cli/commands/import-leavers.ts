import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { createInterface } from "node:readline";
import { importLeavers } from "#lib/use-cases/intake/import-leavers.ts";
import { type CliCommand, EXIT, options, sayReasons, UsageError } from "../cli.ts";

/** Imports a file of leavers; each line that cannot be taken is named with its number and column. */
export const importLeaversCommand: CliCommand = {
  name: "import",
  usage: "closeout import leavers.csv [--source NAME] [--zone IANA_ZONE]",
  async run(cli, args) {
    const { values, words } = options(args, ["source", "zone"], 1);
    const file = words[0] ?? "";
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`${file} cannot be read. Nothing was opened. Give the path of a file that you may read.`);
    });
    const lines = () => createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
    const source = values.source ?? "file";
    const outcome = await importLeavers(cli.ctx, lines, { source, zone: values.zone });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    const { rows, accepted, duplicates, held, refused } = outcome.value;
    for (const { line, column, error } of refused) {
      cli.say(`line ${line}${column === null ? "" : `, column ${column}`}: ${error.sentence} (${error.code})`);
    }
    cli.out(`${rows} lines: ${accepted} taken, ${duplicates} known before, ${refused.length} refused`);
    if (held > 0) {
      cli.say(
        `${held} of them wait: the source "${source}" sent more than is usual, and a second person must release it.`,
      );
    }
    return refused.length > 0 ? EXIT.refused : EXIT.ok;
  },
};
