import type { TrialExchangeView, TrialQuestionView } from "../../core/views/connection.ts";
import type { Exchange } from "../contract.ts";
import { embeddedForms, literalRedactor } from "../http/redact.ts";
import type { Answered } from "./traced.ts";

/** Longest part of a body that is shown, in characters; the whole of an answer is what its SHA-256 is of. */
export const BODY_SHOWN = 2000;
/** Requests shown of one question; a list of everybody is no page to read. */
const EXCHANGES_MAX = 8;
/** Of a whole trial, so that what is kept of it stays small. */
const TRIAL_MAX = 60;

/** What a trial sent and what came back, as it is shown to whoever tries a connection. */
export class ShownRequests {
  readonly questions: TrialQuestionView[] = [];
  #left = TRIAL_MAX;
  readonly #redact: (text: string) => string;

  /** @param secrets of the connection. What is kept of an exchange is redacted already; what was concluded is not. */
  constructor(secrets: Readonly<Record<string, string>>) {
    const literals = Object.values(secrets);
    this.#redact = literalRedactor([...literals, ...literals.flatMap(embeddedForms)]);
  }

  /** @param tookMs from the question to its answer; null: not measured */
  take({ asked, concluded, exchanges }: Answered, tookMs: number | null): void {
    const shown = exchanges.slice(0, Math.min(EXCHANGES_MAX, this.#left));
    this.#left -= shown.length;
    this.questions.push({
      asked: this.#redact(asked),
      concluded: concluded.map(this.#redact),
      exchanges: shown.map((one) => this.#exchange(one)),
      exchangesTotal: exchanges.length,
      tookMs,
    });
  }

  /** The same value with the connection's secrets taken out of each of its texts: a target may echo them as names. */
  safe<Value>(value: Value): Value {
    const within = (part: unknown): unknown => {
      if (typeof part === "string") return this.#redact(part);
      if (Array.isArray(part)) return part.map(within);
      if (typeof part !== "object" || part === null) return part;
      return Object.fromEntries(Object.entries(part).map(([name, below]) => [name, within(below)]));
    };
    // Only texts are replaced, each by a text.
    return within(value) as Value;
  }

  #exchange({ method, url, requestBody, status, body, bodyBytes, failure, read = [] }: Exchange): TrialExchangeView {
    const [asked, answered] = [requestBody, body].map((text) => (text === null ? null : this.#redact(text)));
    return {
      ...{ method, status, failure, bodyBytes, url: this.#redact(url), isCut: (answered ?? "").length > BODY_SHOWN },
      requestBody: asked?.slice(0, BODY_SHOWN) ?? null,
      body: answered?.slice(0, BODY_SHOWN) ?? null,
      read: read.map((one) => ({ ...one, value: one.value === null ? null : this.#redact(one.value) })),
    };
  }
}
