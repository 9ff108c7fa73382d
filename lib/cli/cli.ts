import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import type { DomainError } from "#lib/core/errors.ts";
import { compose, contextOf } from "#lib/runtime/compose.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { type OperatorEnv, operatorEnv } from "#lib/runtime/env.ts";

/** Where a command speaks. */
export interface Io {
  /** A line on standard output: what a script reads. */
  out(line: string): void;
  /** A line on standard error: what a person reads. */
  say(line: string): void;
}

/** What a command of the command line has. */
export interface Cli extends Io {
  readonly ctx: Ctx;
  readonly env: OperatorEnv;
}

/** A command that needs no database: it runs on a machine where Closeout was never started. */
export interface LocalCommand {
  readonly name: string;
  readonly usage: string;
  readonly local: (io: Io, args: readonly string[]) => Promise<number>;
}

/** One command: its name, how it is used, and what it does. Returns the exit code. */
export interface CliCommand {
  /** One word or two: `token create`. */
  readonly name: string;
  readonly usage: string;
  readonly run: (cli: Cli, args: readonly string[]) => Promise<number>;
}

export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** The command was not used as it is meant to be; the message is the sentence to show. */
export class UsageError extends Error {}

const CONNECTIONS_MAX = 4;

/** Standard output and standard error. */
export const IO: Io = { out, say };

/** Opens the database as the operator of this machine, runs, and closes it again. */
export async function withCli(run: (cli: Cli) => Promise<number>): Promise<number> {
  const env = readEnv();
  const runtime = compose({
    process: "cli",
    databaseUrl: env.DATABASE_URL_WEB,
    connectionsMax: CONNECTIONS_MAX,
    prepare: env.CLOSEOUT_PREPARED_STATEMENTS,
    sealPublicKey: env.CLOSEOUT_SEAL_PUBLIC_KEY ?? null,
  });
  // The number, not the name: what answers for a change stands in the ledger for good.
  const ctx = contextOf(runtime, { kind: "operator", name: `uid-${userInfo().uid}` });
  try {
    return await run({ ctx, env, ...IO });
  } finally {
    await runtime.database.end();
  }
}

function readEnv(): OperatorEnv {
  try {
    return operatorEnv();
  } catch (cause) {
    // Its message names what is missing and holds no value.
    throw new UsageError(cause instanceof Error ? cause.message : "The environment cannot be read.");
  }
}

/** Named options of a command, all texts; unknown ones and leftover words are refused. */
export function options<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  words = 0,
): { readonly values: Readonly<Partial<Record<Name, string>>>; readonly words: readonly string[] } {
  const described = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
  try {
    const parsed = parseArgs({ args: [...args], options: described, allowPositionals: true, strict: true });
    if (parsed.positionals.length !== words) throw new UsageError("The command does not fit its usage.");
    // parseArgs is strict: only the names described come back, as texts.
    return { values: parsed.values as Partial<Record<Name, string>>, words: parsed.positionals };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(cause instanceof Error ? cause.message : "The command does not fit its usage.");
  }
}

/** Says why a command was refused. */
export function sayReasons(cli: Cli, reasons: readonly DomainError[]): number {
  for (const { code, path, sentence } of reasons)
    cli.say(`${path === undefined ? "" : `${path}: `}${sentence} (${code})`);
  return EXIT.refused;
}

function out(line: string): void {
  process.stdout.write(`${line}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
