import { importClaims } from "#lib/use-cases/claims/import-claims.ts";
import { MAPPINGS } from "#lib/use-cases/claims/mappings/find-mapping.ts";
import { type CliCommand, EXIT, options, sayReasons, UsageError } from "../cli.ts";
import { fileLines, sayRefused } from "../file-lines.ts";

/** Imports what another tool says was done; each line that cannot be taken is named with its number and column. */
export const importClaimsCommand: CliCommand = {
  name: "claims import",
  usage: `closeout claims import tasks.csv --mapping ${MAPPINGS.join("|")} [--source NAME] [--zone IANA_ZONE]`,
  async run(cli, args) {
    const { values, words } = options(args, ["mapping", "source", "zone"], 1);
    const mapping = MAPPINGS.find((one) => one === values.mapping);
    if (mapping === undefined) throw new UsageError(`--mapping is one of ${MAPPINGS.join(", ")}.`);
    const lines = await fileLines(words[0] ?? "");
    const outcome = await importClaims(cli.ctx, lines, { mapping, source: values.source, zone: values.zone });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    const { rows, matched, waiting, duplicates, passedOver, refused } = outcome.value;
    sayRefused(cli, refused);
    cli.out(
      `${rows} tasks: ${matched} matched, ${waiting} kept and not matched yet, ${duplicates} known before, ${passedOver} that take nothing away, ${refused.length} refused`,
    );
    return refused.length > 0 ? EXIT.refused : EXIT.ok;
  },
};
