import { importLeavers } from "#lib/use-cases/intake/import-leavers.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";
import { fileLines, sayRefused } from "../file-lines.ts";

/** Imports a file of leavers; each line that cannot be taken is named with its number and column. */
export const importLeaversCommand: CliCommand = {
  name: "import",
  usage: "closeout import leavers.csv [--source NAME] [--zone IANA_ZONE]",
  async run(cli, args) {
    const { values, words } = options(args, ["source", "zone"], 1);
    const lines = await fileLines(words[0] ?? "");
    const source = values.source ?? "file";
    const outcome = await importLeavers(cli.ctx, lines, { source, zone: values.zone });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    const { rows, accepted, duplicates, held, refused } = outcome.value;
    sayRefused(cli, refused);
    cli.out(`${rows} lines: ${accepted} taken, ${duplicates} known before, ${refused.length} refused`);
    if (held > 0) {
      cli.say(
        `${held} of them wait: the source "${source}" sent more than is usual, and a second person must release it.`,
      );
    }
    return refused.length > 0 ? EXIT.refused : EXIT.ok;
  },
};
