import { createHash } from "node:crypto";

/** What the API refused, with its own sentence. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly path: string | undefined;

  constructor(path: string, status: number, body: unknown) {
    super(`${path}: ${status} ${JSON.stringify(body)}`);
    this.status = status;
    const error = typeof body === "object" && body !== null ? Reflect.get(body, "error") : null;
    this.code = String(error?.code);
    this.path = error?.path;
  }
}

/** The public API in one person's hands. */
export interface Client {
  get<Answer>(path: string): Promise<Answer>;
  /**
   * Sends a change under a key that follows from what it is about: sent again it changes nothing.
   * @param about tells apart what is sent to one path more than once
   * @throws Refused
   */
  post<Answer>(path: string, body: unknown, about?: string): Promise<Answer>;
  /** Sends a file. */
  send<Answer>(path: string, file: string, about: string): Promise<Answer>;
}

/** A client that answers as the human behind the token. */
export function clientOf(url: string, token: string): Client {
  const call = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const text = await response.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    if (!response.ok) throw new Refused(path, response.status, body);
    // The API describes its answers; whoever asks names the one that the path has.
    return body as Answer;
  };
  return {
    get: (path) => call(path, {}),
    post: (path, body, about = "") =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": keyOf(path, about) },
        body: JSON.stringify(body),
      }),
    send: (path, file, about) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "text/csv", "idempotency-key": keyOf(path, about) },
        body: file,
      }),
  };
}

function keyOf(path: string, about: string): string {
  return `demo-${createHash("sha256").update(`${path} ${about}`).digest("hex").slice(0, 32)}`;
}

/** Whether it was refused because the very same was done before, in an earlier run that was cut short. */
export function wasDoneBefore(error: unknown): boolean {
  return error instanceof Refused && ["idempotency_conflict", "transition_refused"].includes(error.code);
}
