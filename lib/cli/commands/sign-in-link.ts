import { freshSecret } from "#lib/runtime/secret-token.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { createSignInLink } from "#lib/use-cases/tokens/create-sign-in-link.ts";
import { type CliCommand, EXIT, options, sayReasons } from "../cli.ts";

/** Prints a link that signs one person in, once, within the hour. */
export const signInLink: CliCommand = {
  name: "sign-in-link",
  usage: "closeout sign-in-link --role administrator|analyst|owner|auditor --name NAME [--person PERSON_KEY]",
  async run(cli, args) {
    const { values } = options(args, ["role", "name", "person"]);
    const { secret, digest } = freshSecret("closeout_link");
    const person = values.person === undefined ? {} : { personKey: values.person };
    const input = { role: values.role, name: values.name, digest, ...person };
    const outcome = await execute(cli.ctx, createSignInLink, input, { idempotencyKey: null });
    if (!outcome.ok) return sayReasons(cli, outcome.reasons);
    const link = new URL("/sign-in", cli.env.NEXTAUTH_URL);
    link.searchParams.set("token", secret);
    cli.out(link.href);
    return EXIT.ok;
  },
};
