import { freshSecret } from "#lib/runtime/secret-token.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { createConfirmLink } from "#lib/use-cases/confirm/create-link.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";

/** Prints a link by which the owner of one system answers for it without signing in. */
export const confirmLinkCommand: CliCommand = {
  name: "confirm-link",
  usage: "closeout confirm-link --system SLUG --person PERSON_KEY [--days DAYS]",
  async run(cli, args) {
    const { values } = options(args, ["system", "person", "days"]);
    const { secret, digest } = freshSecret("closeout_confirm");
    const days = values.days === undefined ? {} : { days: Number(values.days) };
    const input = { system: values.system, personKey: values.person, digest, ...days };
    const outcome = await execute(cli.ctx, createConfirmLink, input, { idempotencyKey: null });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    cli.out(new URL(`/c/${secret}`, cli.env.NEXTAUTH_URL).href);
    return EXIT.ok;
  },
};
