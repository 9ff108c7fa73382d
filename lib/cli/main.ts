import { randomUUID } from "node:crypto";
import { jsonLogger } from "#lib/runtime/logger.ts";
import { type CliCommand, EXIT, IO, type LocalCommand, UsageError, withCli } from "./cli.ts";
import { confirmLinkCommand } from "./commands/confirm-link.ts";
import { connectorList } from "./commands/connector-list.ts";
import { connectorNew } from "./commands/connector-new.ts";
import { connectorTest } from "./commands/connector-test.ts";
import { importClaimsCommand } from "./commands/import-claims.ts";
import { importLeaversCommand } from "./commands/import-leavers.ts";
import { importSightingsCommand } from "./commands/import-sightings.ts";
import { rebuildCommand } from "./commands/rebuild.ts";
import { releaseSourceCommand } from "./commands/release-source.ts";
import { signInLink } from "./commands/sign-in-link.ts";
import { snapshotCommand } from "./commands/snapshot.ts";
import { tokenCreate } from "./commands/token-create.ts";

type Command = CliCommand | LocalCommand;

const COMMANDS: readonly Command[] = [
  confirmLinkCommand,
  connectorList,
  connectorNew,
  connectorTest,
  importClaimsCommand,
  importLeaversCommand,
  importSightingsCommand,
  rebuildCommand,
  releaseSourceCommand,
  signInLink,
  snapshotCommand,
  tokenCreate,
];

/** Finds the command that the first one or two words name. */
function find(args: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | null {
  for (const words of [2, 1]) {
    const command = COMMANDS.find(({ name }) => name === args.slice(0, words).join(" "));
    if (command !== undefined) return { command, rest: args.slice(words) };
  }
  return null;
}

function usage(): string {
  return ["Usage:", ...COMMANDS.map((command) => `  ${command.usage}`)].join("\n");
}

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || ["help", "--help", "-h"].includes(args[0] ?? "")) {
    process.stdout.write(`${usage()}\n`);
    return EXIT.ok;
  }
  const found = find(args);
  if (found === null) {
    process.stderr.write(`There is no command "${args.join(" ")}".\n${usage()}\n`);
    return EXIT.usage;
  }
  try {
    const { command, rest } = found;
    return "local" in command ? await command.local(IO, rest) : await withCli((cli) => command.run(cli, rest));
  } catch (cause) {
    return fail(cause, found.command);
  }
}

function fail(cause: unknown, command: Command): number {
  if (cause instanceof UsageError) {
    process.stderr.write(`${cause.message}\nUsage: ${command.usage}\n`);
    return EXIT.usage;
  }
  const reference = randomUUID();
  const fault = cause instanceof Error ? cause.message : String(cause);
  jsonLogger("cli").log("error", "fault", { reference, fault, command: command.name });
  process.stderr.write(`Something failed on our side. What was acknowledged is kept. Reference: ${reference}.\n`);
  return EXIT.refused;
}

process.exitCode = await main(process.argv.slice(2));
