import { createHash } from "node:crypto";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { type Delimiter, delimiterOf, readCsvLine } from "../_kit/csv-line.ts";
import { type ClaimMapping, MAPPED_FIELDS, type MappedField, plain } from "./mappings/mapping.ts";

/** What a file's header says under a mapping, and what stands in for columns it lacks. */
export interface ClaimsCsv {
  readonly mapping: ClaimMapping;
  readonly delimiter: Delimiter;
  readonly width: number;
  /** Place of each field's column. */
  readonly places: ReadonlyMap<MappedField, number>;
  /** Column titles as written, by field of a claim, for error messages. */
  readonly titles: ReadonlyMap<string, string>;
  readonly source: string;
  readonly zone: string | undefined;
}

interface Given {
  readonly mapping: ClaimMapping;
  readonly source: string | undefined;
  readonly zone: string | undefined;
}

/** Reads the header line. Refuses a file that does not say who, where, or what became of the task. */
export function readClaimsHeader(line: string, { mapping, source, zone }: Given): Decision<ClaimsCsv> {
  const text = line.replace(/^\uFEFF/, "");
  const delimiter = delimiterOf(text);
  const names = readCsvLine(text, delimiter) ?? [];
  const plainNames = names.map(plain);
  const places = new Map<MappedField, number>();
  for (const field of MAPPED_FIELDS) {
    const title = mapping.titles[field]?.find((one) => plainNames.includes(one));
    if (title !== undefined) places.set(field, plainNames.indexOf(title));
  }
  const missing = missingOf(places, mapping);
  if (missing.length > 0) return refused(wrongHeader(missing));
  const titles = new Map([...places].flatMap(([field, at]) => titlesOf(field, names[at] ?? field)));
  return ok({ mapping, delimiter, width: names.length, places, titles, source: source ?? mapping.source, zone });
}

const PERSON: readonly MappedField[] = ["person", "personKey", "email"];

function missingOf(places: ReadonlyMap<MappedField, number>, mapping: ClaimMapping): string[] {
  return [
    ...(PERSON.some((field) => places.has(field)) ? [] : ["of the person"]),
    ...(places.has("system") || mapping.system !== undefined ? [] : ["of the system"]),
    ...(places.has("state") ? [] : ["of the state"]),
  ];
}

/** A column of persons may be at fault as mail or as key; one of times also for want of a zone. */
function titlesOf(field: MappedField, title: string): (readonly [string, string])[] {
  if (field === "person") return PERSON.map((one) => [one, title] as const);
  return field === "statedAt"
    ? [
        [field, title],
        ["zone", title],
      ]
    : [[field, title]];
}

/** A record as the claim it makes, or why it cannot be read; null: its task takes nothing away, whatever became of it. */
export function readClaimRecord(text: string, csv: ClaimsCsv): Decision<Readonly<Record<string, string>> | null> {
  const values = readCsvLine(text, csv.delimiter);
  if (values === null) return refused(broken("Its quotes do not close."));
  if (values.length !== csv.width) {
    return refused(broken(`It has ${values.length} values for ${csv.width} columns.`));
  }
  const of = (field: MappedField) => values[csv.places.get(field) ?? -1] ?? "";
  if (csv.mapping.claimsNothing?.has(plain(of("title"))) === true) return ok(null);
  const state = stateOf(of("state"), of("resolution"), csv.mapping);
  if (state === null) return refused(unknownState());
  const person = of("person");
  const stated = {
    source: of("source") || csv.source,
    kind: csv.mapping.kind,
    externalId: of("externalId"),
    personKey: of("personKey") || (person.includes("@") ? "" : person),
    email: of("email") || (person.includes("@") ? person : ""),
    system: of("system") || (csv.mapping.system ?? ""),
    layer: of("layer"),
    title: of("title"),
    state,
    // A task that is still open states no end, whatever its last change was.
    statedAt: state === "pending" ? "" : of("statedAt"),
    zone: of("zone") || (csv.zone ?? ""),
  };
  // Without an id of the tool's own, the same task of the same person is the same: a file can be sent again.
  const row = { ...stated, externalId: stated.externalId || contentId(stated) };
  return ok(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== "")));
}

function stateOf(state: string, resolution: string, { states, notDone = [] }: ClaimMapping): string | null {
  const found = states[plain(state)] ?? null;
  return found === "completed" && notDone.includes(plain(resolution)) ? "failed" : found;
}

function contentId({ personKey, email, system, title }: Readonly<Record<string, string>>): string {
  const text = JSON.stringify([personKey, email?.toLowerCase(), system, title]);
  return `content-${createHash("sha256").update(text).digest("hex")}`;
}

function wrongHeader(missing: readonly string[]): DomainError {
  const sentence = `The file has no column ${missing.join(", none ")} that this mapping knows. Nothing was kept. Give another mapping, or name the columns as docs/claims.md does.`;
  return domainError("input_invalid", { path: "header", sentence });
}

function broken(what: string): DomainError {
  return domainError("input_invalid", {
    sentence: `${what} Nothing of this line was kept. Correct it and import the file again.`,
  });
}

function unknownState(): DomainError {
  const sentence =
    "The state is none that this mapping knows. Nothing of this line was kept. Correct it, or use the mapping generic.";
  return domainError("input_invalid", { path: "claims.state", sentence });
}
