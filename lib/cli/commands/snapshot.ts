import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import { parseArgs } from "node:util";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { acceptSnapshot } from "#lib/use-cases/snapshots/accept-snapshot.ts";
import { takeSnapshot } from "#lib/use-cases/snapshots/take-snapshot.ts";
import type { SnapshotTaken } from "#lib/use-cases/snapshots/taken.ts";
import { type Cli, type CliCommand, EXIT, sayReasons, UsageError } from "../cli.ts";

const OPTIONS = {
  system: { type: "string" },
  kind: { type: "string", default: "users" },
  "extracted-at": { type: "string" },
  zone: { type: "string" },
  extractor: { type: "string", default: "command line" },
  query: { type: "string", default: "not stated" },
  rows: { type: "string" },
  complete: { type: "boolean", default: false },
  map: { type: "string", multiple: true },
  accept: { type: "boolean", default: false },
  confirm: { type: "string", multiple: true },
} as const;

/** Supplies a list exported from a system, says what stands out, and with --accept has it believed. */
export const snapshotCommand: CliCommand = {
  name: "snapshot",
  usage:
    "closeout snapshot FILE --system SLUG --kind users|groups|keys --extracted-at TIME --zone IANA_ZONE [--complete] [--rows N] [--extractor NAME] [--query TEXT] [--map ROLE=COLUMN]… [--accept [--confirm CODE]…]",
  async run(cli, args) {
    const { file, values } = read(args);
    await access(file, constants.R_OK).catch(() => {
      throw new UsageError(`${file} cannot be read. Nothing was believed. Give the path of a file that you may read.`);
    });
    const stated = {
      system: values.system,
      kind: values.kind,
      extractor: values.extractor,
      query: values.query,
      extractedAt: values["extracted-at"],
      zone: values.zone,
      complete: values.complete,
      map: mapOf(values.map ?? []),
      ...(values.rows === undefined ? {} : { statedRows: Number(values.rows) }),
    };
    const taken = await takeSnapshot(cli.ctx, stated, createReadStream(file, { highWaterMark: 1 << 18 }), {
      idempotencyKey: null,
    });
    if (!taken.ok) return sayReasons(cli, taken.reasons);
    describe(cli, taken.value);
    return values.accept ? accept(cli, taken.value, values.confirm ?? []) : EXIT.ok;
  },
};

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new UsageError("The command takes one file.");
    return { file, values };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(cause instanceof Error ? cause.message : "The command does not fit its usage.");
  }
}

function mapOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new UsageError(`"${pair}" is not ROLE=COLUMN.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function describe(cli: Cli, taken: SnapshotTaken): void {
  const { rows, broken, matched, concerned, complete, mapping, findings, snapshotId } = taken;
  cli.out(`snapshot ${snapshotId}`);
  const whole = complete ? "a complete list" : "not a complete list";
  cli.out(
    `${rows} rows, ${broken} broken, ${matched} of people we know, ${concerned} of leavers or known accounts; ${whole}`,
  );
  for (const [role, title] of Object.entries(mapping)) cli.out(`${role}: ${title}`);
  for (const { code, count, lines, sentence } of findings) {
    const where = lines.length === 0 ? "" : ` Lines ${lines.join(", ")}.`;
    cli.say(`${code} (${count}): ${sentence}${where}`);
  }
}

async function accept(cli: Cli, { systemId, snapshotId }: SnapshotTaken, confirm: readonly string[]): Promise<number> {
  const outcome = await execute(cli.ctx, acceptSnapshot, { systemId, snapshotId, confirm }, { idempotencyKey: null });
  if (!outcome.ok) return sayReasons(cli, outcome.reasons);
  const { state, because, leavers, leaversFound, observations } = outcome.result;
  if (state === "held") {
    cli.say(`The list is held (${because.join(", ")}). A second person must release it.`);
    return EXIT.refused;
  }
  cli.out(`accepted: ${leaversFound} of ${leavers} leavers have an account there, ${observations} observations`);
  return EXIT.ok;
}
