import type { Connector, FieldRead } from "#lib/connectors/contract.ts";
import { registry } from "#lib/connectors/registry.ts";
import { isPassed, type TrialLayer, type TrialReport } from "#lib/connectors/trial/report.ts";
import { BODY_SHOWN } from "#lib/connectors/trial/shown.ts";
import { type Answered, traced } from "#lib/connectors/trial/traced.ts";
import { tryConnector } from "#lib/connectors/trial/try-connector.ts";
import { LAYER_HEAD } from "#lib/core/access/layer-word.ts";
import { trialEnv } from "#lib/runtime/env.ts";
import { EXIT, type Io, type LocalCommand, options, UsageError } from "../cli.ts";
import { readJson, secretsFrom } from "./connector-secrets.ts";

/** Tries a connector on a customer's own system: it only reads, and says layer by layer what can be seen there. */
export const connectorTest: LocalCommand = {
  name: "connector test",
  usage: "closeout connector test CONNECTOR --config FILE --person MAIL [--secrets FILE] [--show requests]",
  async local(cli, args) {
    const { values, words } = options(args, ["config", "person", "secrets", "show"], 1);
    const { config: file, person: personMail } = values;
    if (file === undefined || personMail === undefined) throw new UsageError("--config and --person are needed.");
    if (values.show !== undefined && values.show !== "requests") throw new UsageError("--show takes requests.");
    const connector = registry().find(words[0] ?? "");
    if (connector === null) {
      const ids = registry().manifests.map(({ id }) => id);
      throw new UsageError(`There is no connector "${words[0]}". There are ${ids.join(", ")}.`);
    }
    const config = parsedConfig(connector, readJson(file));
    const { allowPrivateTargets, secret } = trialEnv();
    const secrets = secretsFrom(connector.form.secrets, values.secrets, secret);
    const shown = values.show === undefined ? connector : traced(connector, (answered) => show(cli, answered));
    const trial = { connector: shown, config, secrets, allowPrivateTargets };
    const report = await tryConnector(trial, personMail, new AbortController().signal);
    print(cli, report);
    return isPassed(report) ? EXIT.ok : EXIT.refused;
  },
};

function parsedConfig(connector: Connector, raw: unknown): unknown {
  const parsed = connector.parseConfig(raw);
  if (!parsed.ok) throw new UsageError(`The settings do not fit. ${parsed.problems.join(" ")}`);
  return parsed.config;
}

function print(cli: Io, { steps, layers, findings, calls }: TrialReport): void {
  for (const { name, passed, words } of steps) {
    cli.out(`${passed ? "yes" : "NO "}  ${name}${words === "" ? "" : `: ${words}`}`);
  }
  cli.out("");
  cli.out(`${"Layer".padEnd(14)}${"Seen".padEnd(8)}${"Can be observed".padEnd(36)}Can be acted on`);
  for (const layer of layers) cli.out(row(layer));
  if (findings.length > 0) cli.out("");
  for (const finding of findings) cli.out(`- ${finding}`);
  cli.out("");
  cli.out(`${calls} requests were sent, all of them reads. Nothing was changed.`);
}

function show(cli: Io, { asked, concluded, exchanges }: Answered): void {
  cli.out(`Asked: ${asked}`);
  for (const { method, url, status, body, failure, read = [] } of exchanges) {
    cli.out(`  ${method} ${url}`);
    cli.out(
      `  ${status ?? "no answer"}${failure === null ? "" : ` (${failure})`}  ${(body ?? "").slice(0, BODY_SHOWN)}`,
    );
    for (const one of read)
      cli.out(`    ${one.fits ? " " : "!"} ${one.field} (${one.path || "the answer itself"}): ${said(one)}`);
  }
  for (const words of concluded) cli.out(`  => ${words}`);
  cli.out("");
}

function said({ value, note }: FieldRead): string {
  return [value, note].filter((part) => part !== null && part !== "").join("  ");
}

const OBSERVE: Readonly<Record<TrialLayer["observe"], string>> = {
  yes: "yes",
  no: "no, a person attests it",
  "not offered": "no, the system shows nothing of it",
  "right missing": "no, a right is missing (below)",
};

function row({ layer, observe, act, seen }: TrialLayer): string {
  const count = seen === null ? "–" : String(seen);
  return `${LAYER_HEAD[layer].padEnd(14)}${count.padEnd(8)}${OBSERVE[observe].padEnd(36)}${act ? "yes" : "no"}`;
}
