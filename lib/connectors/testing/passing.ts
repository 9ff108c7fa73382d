import type { ServerResponse } from "node:http";

/** One request on its way through the proxy. */
export interface Passing {
  readonly method: string;
  /** Path and query as the real server gets them. */
  readonly path: string;
  readonly body: string;
  /** The proxy's own address. */
  readonly origin: string;
  /** The credential it came with. */
  readonly authorization: string;
  readonly response: ServerResponse;
  /** Sends it, or a changed form of it, to the real server. */
  forward(changed?: { readonly method?: string; readonly path?: string; readonly body?: string }): Promise<Upstream>;
  /** Earlier answers to the same path, newest last. */
  readonly earlier: readonly Upstream[];
}

export interface Upstream {
  readonly status: number;
  readonly text: string;
  /** Its Link header, through which some lists go on. */
  readonly link: string | null;
}

/** Writes a whole answer as a SCIM server would. */
export function reply(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = text === "" ? {} : { "content-type": "application/scim+json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(text);
}
