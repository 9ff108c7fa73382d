import type { RevokeOutcome } from "../../contract.ts";
import type { Answer } from "../../http/client.ts";
import { readXml } from "../../kit/aws/xml.ts";
import { reasonOf } from "../../kit/outcome.ts";
import { type ListRead, readList } from "../../kit/read-list.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { readError } from "./schema.ts";

export type Parameters = Readonly<Record<string, string>>;

/** Asks IAM's query API. @param action such as ListGroupsForUser */
export async function ask(trail: Trail, action: string, parameters: Parameters): Promise<Answer> {
  const form = new URLSearchParams({ Action: action, Version: "2010-05-08", ...parameters });
  const answer = await trail.send("POST", "/", form);
  if (!isThrottled(answer)) return answer;
  trail.fail("rate_limited");
  return { ...answer, failure: "rate_limited" };
}

/** IAM sends whoever asks too often away with 400 (AWS, common errors of IAM). */
function isThrottled({ status, json }: Answer): boolean {
  const code = readError(json)?.ErrorResponse.Error.Code;
  return status === 400 && (code === "Throttling" || code === "ThrottlingException");
}

/** What stands in an answer's result; null where it is not the answer to this action. */
export function resultOf(answer: Answer, action: string): object | null {
  if (answer.failure !== null || answer.status !== 200) return null;
  const response: unknown = Reflect.get(Object(answer.json), `${action}Response`);
  const result: unknown = Reflect.get(Object(response), `${action}Result`);
  return typeof result === "object" && result !== null ? result : null;
}

/** The entity does not exist, in IAM's own words and not in those of something on the way. */
export function isMissing({ status, json }: Answer): boolean {
  return status === 404 && readError(json)?.ErrorResponse.Error.Code === "NoSuchEntity";
}

/** One of IAM's lists. */
export interface IamList<Row> {
  readonly action: string;
  readonly parameters: Parameters;
  /** The element that holds the rows. */
  readonly rows: string;
  parse(json: unknown): Row | null;
  key(row: Row): string;
}

/** Reads a list along its markers. */
export function iamList<Row>(config: AwsIamConfig, trail: Trail, list: IamList<Row>): Promise<ListRead<Row>> {
  const { action, parameters, rows: name, parse, key } = list;
  return readList(trail, {
    path: "",
    ask: (marker) =>
      ask(trail, action, { ...parameters, MaxItems: "1000", ...(marker === "" ? {} : { Marker: marker }) }),
    page: (answer) => pageIn(resultOf(answer, action), name),
    parse,
    key,
    pagesMax: config.pagesMax,
  });
}

function pageIn(result: object | null, name: string) {
  const rows: unknown = Reflect.get(result ?? {}, name);
  if (!Array.isArray(rows) && rows !== "") return null;
  const goesOn = Reflect.get(result ?? {}, "IsTruncated") === "true";
  const marker: unknown = Reflect.get(result ?? {}, "Marker");
  if (goesOn && (typeof marker !== "string" || marker === "")) return null;
  return { rows: rows === "" ? [] : rows, next: goesOn && typeof marker === "string" ? marker : null };
}

/** What an act came to. IAM is consistent only after a while; only a later look tells. */
export function outcomeOf(answer: Answer, action: string): RevokeOutcome {
  const { status, failure, json } = answer;
  if (status === 403 && failure === "unauthorised") return { kind: "refused", reason: wordsOf(answer) };
  if (failure !== null || status === null) return { kind: "unknown", cause: failure ?? "connection" };
  if (isMissing(answer)) return { kind: "already_absent" };
  const isOwn = Object.hasOwn(Object(json), `${action}Response`);
  if (status === 200 && isOwn) return { kind: "accepted" };
  if (status >= 400 && readError(json) !== null) return { kind: "refused", reason: wordsOf(answer) };
  return { kind: "unknown", cause: "unexpected_shape" };
}

/** IAM's own words, out of the redacted copy. */
export function wordsOf(answer: Pick<Answer, "status" | "exchange">): string {
  const error = readError(readXml(answer.exchange.body ?? ""))?.ErrorResponse.Error;
  return error === undefined ? reasonOf(answer) : `${answer.status}: ${error.Message || error.Code}`.slice(0, 300);
}
