import { freshSecret } from "#lib/runtime/secret-token.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { createToken } from "#lib/use-cases/tokens/create-token.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";

/** Prints one API token, the only time that it can be seen. */
export const tokenCreate: CliCommand = {
  name: "token create",
  usage: "closeout token create --role administrator|analyst|owner|auditor --name NAME [--person PERSON_KEY]",
  async run(cli, args) {
    const { values } = options(args, ["role", "name", "person"]);
    const { secret, digest, prefix } = freshSecret("closeout_api");
    const person = values.person === undefined ? {} : { personKey: values.person };
    const input = { role: values.role, name: values.name, digest, prefix, ...person };
    const outcome = await execute(cli.ctx, createToken, input, { idempotencyKey: null });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    cli.out(secret);
    return EXIT.ok;
  },
};
