import type { OpenOptions } from "../../contract.ts";
import { type Answer, type HttpClient, httpClient } from "../../http/client.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { segment } from "../../kit/json.ts";
import type { Trail } from "../../kit/trail.ts";
import type { VaultConfig } from "./config.ts";
import { readKeys } from "./schema.ts";

/** Looking a token up by its accessor is a question, asked by a body so that no log of the target keeps it. */
const LOOKUP = "/auth/token/lookup-accessor";

export function clientFor(options: OpenOptions, { baseUrl }: VaultConfig): HttpClient {
  const { token = "" } = options.secrets;
  return httpClient({
    ...clientOptions(options, baseUrl, { authorization: `Bearer ${token}` }),
    reads: (method, path) => method === "POST" && path.endsWith(LOOKUP),
  });
}

/** Path of something in the connected namespace. */
export function at({ namespace }: Pick<VaultConfig, "namespace">, below: string): string {
  const place = namespace === undefined ? "" : `/${steps(namespace)}`;
  return `/v1${place}/${below}`;
}

/** A path of the target, each of its steps by itself: what is in a name must not climb out of its place. */
export function steps(path: string): string {
  return path.split("/").map(segment).join("/");
}

export interface KeysRead {
  readonly keys: readonly string[];
  readonly complete: boolean;
  /** 404 is the answer for a list with nothing in it, and for one that is not there. */
  readonly status: number | null;
  readonly answer: Answer;
}

/** Names of what stands at a path. Asked by GET with `list`, which every proxy lets through. */
export async function keysAt(config: VaultConfig, trail: Trail, below: string): Promise<KeysRead> {
  const answer = await trail.get(`${at(config, below)}?list=true`);
  const { failure, status, json } = answer;
  const read = failure === null && status === 200 ? readKeys(json) : null;
  if (read !== null) return { keys: read.data.keys, complete: true, status, answer };
  if (failure === null && status !== 404) trail.fail("unexpected_shape");
  return { keys: [], complete: false, status, answer };
}
