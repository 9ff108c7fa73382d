import type { RevokeOutcome } from "../contract.ts";
import type { Answer } from "../http/client.ts";

/** Reads an act's answer. `says`: whether a 200 with a body says what was asked for; none = a 200 needs no body. */
export function outcomeOf(answer: Answer, says?: (json: unknown) => boolean): RevokeOutcome {
  const { status, failure, json } = answer;
  if (status === 403 && failure === "unauthorised") return { kind: "refused", reason: reasonOf(answer) };
  if (failure !== null || status === null) return { kind: "unknown", cause: failure ?? "connection" };
  if (status === 404 || status === 410) return { kind: "already_absent" };
  if (status === 204 || status === 202) return { kind: "accepted" };
  if (status >= 200 && status < 300) {
    return says === undefined || says(json) ? { kind: "accepted" } : { kind: "unknown", cause: "unexpected_shape" };
  }
  return { kind: "refused", reason: reasonOf(answer) };
}

/** The target's own words, taken from the redacted copy and cut short. */
export function reasonOf(answer: Pick<Answer, "status" | "exchange">): string {
  const words = wordsIn(parsed(answer.exchange.body));
  const { status } = answer.exchange;
  if (words === null) return `the target answered ${status}`;
  return status === null ? words : `${status}: ${words.slice(0, 300)}`;
}

/** Where vendors put the sentence: SCIM, Okta, GitHub, OAuth. */
const WORDS = ["detail", "errorSummary", "error_description", "message"];

function wordsIn(json: unknown): string | null {
  // Salesforce answers with a list of errors, most often of one.
  if (Array.isArray(json)) return wordsIn(json[0]);
  if (typeof json !== "object" || json === null) return null;
  for (const name of WORDS) {
    const value: unknown = Object.hasOwn(json, name) ? Reflect.get(json, name) : null;
    if (typeof value === "string" && value !== "") return [value, ...furtherWords(json)].join(" ");
  }
  const error: unknown = Object.hasOwn(json, "error") ? Reflect.get(json, "error") : null;
  // Graph, Google and PagerDuty wrap the sentence in `error`; Slack has one word there, Vault a list of its own.
  if (typeof error === "string" && error !== "") return error;
  return wordsIn(error) ?? (furtherWords(json).join(" ") || null);
}

/** PagerDuty says in a list beside its sentence what stands in the way. */
function furtherWords(json: object): readonly string[] {
  const more: unknown = Object.hasOwn(json, "errors") ? Reflect.get(json, "errors") : null;
  return Array.isArray(more) ? more.filter((one) => typeof one === "string") : [];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
