import { rebuildVerdicts } from "#lib/use-cases/projections/rebuild.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";

/** Derives every verdict again from the facts and says how many rows had not said what the facts say. */
export const rebuildCommand: CliCommand = {
  name: "rebuild",
  usage: "closeout rebuild",
  async run(cli, args) {
    options(args, []);
    const rebuilt = await rebuildVerdicts(cli.ctx);
    if (!rebuilt.ok) return sayReasons(cli, rebuilt.reasons);
    cli.out(`${rebuilt.value.rows} verdicts derived, ${rebuilt.value.different} put right`);
    return EXIT.ok;
  },
};
