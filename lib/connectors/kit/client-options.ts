import type { OpenOptions } from "../contract.ts";
import type { HttpOptions } from "../http/client.ts";

const DEADLINE_MS = 15_000;

/** How a JSON API is called at one address, from what a connection was opened with. */
export function clientOptions(
  { secrets, connectionsMax, deadlineMs, allowPrivateTargets, readOnly }: OpenOptions,
  baseUrl: string,
  headers: Readonly<Record<string, string>>,
): HttpOptions {
  return {
    baseUrl,
    headers,
    secrets: Object.values(secrets),
    connectionsMax,
    deadlineMs: deadlineMs ?? DEADLINE_MS,
    allowPrivateTargets: allowPrivateTargets ?? [],
    accept: "application/json",
    contentType: "application/json",
    readOnly: readOnly ?? false,
  };
}
