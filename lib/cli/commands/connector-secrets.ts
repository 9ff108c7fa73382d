import { readFileSync, statSync } from "node:fs";
import type { SecretField } from "#lib/connectors/form.ts";
import { UsageError } from "../cli.ts";

/** Name of the environment variable that holds a secret: clientSecret is CLOSEOUT_SECRET_CLIENT_SECRET. */
function variableOf(name: string): string {
  return `CLOSEOUT_SECRET_${name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase()}`;
}

/**
 * Secrets from a file of JSON that nobody else may read, or from the environment; never from the command line, where
 * every process of the machine could read them.
 * @throws UsageError that names what is missing and no value.
 */
export function secretsFrom(
  fields: readonly SecretField[],
  file: string | undefined,
  variable: (name: string) => string | undefined,
): Readonly<Record<string, string>> {
  const given = file === undefined ? {} : readSecrets(file);
  const secrets: Record<string, string> = {};
  for (const { name, required, label } of fields) {
    const value: unknown = given[name] ?? variable(variableOf(name));
    if (typeof value === "string" && value !== "") secrets[name] = value;
    else if (required) {
      throw new UsageError(`${label} is missing. Set ${variableOf(name)}, or write "${name}" into the secrets file.`);
    }
  }
  const unknown = Object.keys(given).filter((name) => !fields.some((field) => field.name === name));
  if (unknown.length > 0) throw new UsageError(`The secrets file names what is not asked for: ${unknown.join(", ")}.`);
  return secrets;
}

function readSecrets(file: string): Readonly<Record<string, unknown>> {
  if ((modeOf(file) & 0o077) !== 0) {
    throw new UsageError(`${file} can be read by others. Make it yours alone (chmod 600) and try again.`);
  }
  return readJson(file);
}

function modeOf(file: string): number {
  try {
    return statSync(file).mode;
  } catch {
    throw new UsageError(`${file} cannot be read. Give the path of a file that you may read.`);
  }
}

/** A JSON object from a file. @throws UsageError when it cannot be read as one; its content is not in the message */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  modeOf(file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new UsageError(`${file} holds no JSON object.`);
  }
  // An object of JSON has string keys and values nobody has looked at yet.
  return json as Readonly<Record<string, unknown>>;
}
