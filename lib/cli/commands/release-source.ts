import { execute } from "#lib/use-cases/_kit/execute.ts";
import { releaseSource } from "#lib/use-cases/intake/release-source.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";

/** Releases a held source until nothing of it waits. */
export const releaseSourceCommand: CliCommand = {
  name: "source release",
  usage: "closeout source release --source NAME",
  async run(cli, args) {
    const { values } = options(args, ["source"]);
    let opened = 0;
    for (;;) {
      const outcome = await execute(cli.ctx, releaseSource, { source: values.source }, { idempotencyKey: null });
      if (!outcome.ok) return sayReasons(cli, outcome.reasons);
      opened += outcome.result.opened.length;
      if (!outcome.result.more) break;
    }
    cli.out(`${opened} leavers opened`);
    return EXIT.ok;
  },
};
