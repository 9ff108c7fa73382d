import type { Connector } from "#lib/connectors/contract.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";

const KEPT = "What you typed is kept here.";

export interface TypedSettings {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Names of secrets that are kept and need not be typed. */
  readonly kept: readonly string[];
}

/** Settings as somebody typed them, read by their connector; each fault names its field. */
export function readSettings(connector: Connector, typed: TypedSettings): Decision<Readonly<Record<string, unknown>>> {
  const missing = missingIn(connector, typed);
  if (missing.length > 0) return refusedFor(missing);
  const parsed = connector.parseConfig(typed.config);
  // A connector's schema is an object.
  if (parsed.ok) return ok(parsed.config as Readonly<Record<string, unknown>>);
  const last = parsed.problems.length - 1;
  return refusedFor(parsed.problems.map((problem, at) => fieldFault(connector, problem, at === last)));
}

function missingIn({ form }: Connector, { config, secrets, kept }: TypedSettings): readonly DomainError[] {
  const settings = form.settings.filter(({ name, required }) => required && isEmpty(config[name]));
  const needed = form.secrets.filter(
    ({ name, required }) => required && isEmpty(secrets[name]) && !kept.includes(name),
  );
  const strange = Object.keys(secrets).filter((name) => !form.secrets.some((one) => one.name === name));
  return [
    ...settings.map(({ name, label }) => fault(`config.${name}`, `${label} is missing. ${KEPT} Enter it.`)),
    ...needed.map(({ name, label }) => fault(`secrets.${name}`, `${label} is missing. ${KEPT} Enter it.`)),
    ...strange.map((name) =>
      fault(`secrets.${name}`, `The connector knows no secret "${name}". ${KEPT} Leave it out.`),
    ),
  ];
}

/** Problems begin with the path of their field, where they have one. */
function fieldFault({ form }: Connector, problem: string, isLast: boolean): DomainError {
  const field = form.settings.find(({ name }) => problem.startsWith(name) && /^[.:]/.test(problem.slice(name.length)));
  if (field === undefined) return fault("config", `${ended(problem)} ${KEPT} Correct it.`);
  const said = inWords(field.label, problem.slice(problem.indexOf(": ") + 2));
  // Of the many faults of a document each is named, and what is kept is said once.
  const isWhole = field.kind !== "document" || isLast;
  return fault(`config.${field.name}`, isWhole ? `${ended(said)} ${KEPT} Correct it.` : ended(said));
}

/** What the schema library says of its own accord, as a person would. */
function inWords(label: string, said: string): string {
  const bound = /^Too (small|big): expected \w+ to be [<>]=?(\S+)$/.exec(said);
  if (bound !== null) return `${label} must be ${bound[1] === "small" ? "at least" : "at most"} ${bound[2]}.`;
  const kind = /^Invalid input: expected (int|number)/.exec(said);
  if (kind !== null) return `${label} must be a ${kind[1] === "int" ? "whole number" : "number"}.`;
  return said;
}

function fault(path: string, sentence: string): DomainError {
  return domainError("config_invalid", { path, sentence });
}

function refusedFor([first, ...rest]: readonly DomainError[]): Decision<never> {
  return refused(first ?? domainError("config_invalid"), ...rest);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
