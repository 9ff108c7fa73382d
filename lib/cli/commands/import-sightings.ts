import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { SIGHTING_CHANNELS } from "#lib/core/candidates/sighting.ts";
import { importSightings } from "#lib/use-cases/candidates/import-sightings.ts";
import { type CliCommand, EXIT, options, sayReasons, UsageError } from "../cli.ts";

/** Imports a sign-in log or a statement: which systems are in use that the inventory does not name. */
export const importSightingsCommand: CliCommand = {
  name: "candidates import",
  usage: `closeout candidates import FILE --channel ${SIGHTING_CHANNELS.join("|")} --source NAME [--zone IANA_ZONE] [--order day_first|month_first]`,
  async run(cli, args) {
    const { values, words } = options(args, ["channel", "source", "zone", "order"], 1);
    const [file = ""] = words;
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`${file} cannot be read. Nothing was kept. Give the path of a file that you may read.`);
    });
    const taken = await importSightings(cli.ctx, values, createReadStream(file));
    if (!taken.ok) return sayReasons(cli, taken.reasons);
    const { rows, kept, listed, duplicates, refused, refusals, candidates } = taken.value;
    for (const { line, column, sentence } of refusals)
      cli.say(`line ${line}${column === null ? "" : `, ${column}`}: ${sentence}`);
    cli.out(
      `${rows} rows: ${kept} kept of ${candidates} systems nobody listed, ${listed} of listed systems, ${duplicates} known before, ${refused} refused`,
    );
    return refused > 0 ? EXIT.refused : EXIT.ok;
  },
};
