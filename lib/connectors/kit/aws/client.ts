import type { OpenOptions } from "../../contract.ts";
import { type HttpClient, type HttpOptions, httpClient, ReadOnlyError } from "../../http/client.ts";
import { clientOptions } from "../client-options.ts";
import { signatureHeaders } from "./sign.ts";

/** One service of AWS at one address. */
export interface AwsService {
  readonly baseUrl: string;
  readonly region: string;
  readonly service: string;
  readonly contentType: string;
  /** How its answers are written. Default JSON. */
  readonly parse?: (text: string) => unknown;
  /** Every call is a POST; whether this one only asks. */
  reads(body: string, headers: Readonly<Record<string, string>>): boolean;
}

/** The secrets of one AWS credential, as an open connection has them. */
export interface AwsSecrets {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

/**
 * A guarded client whose calls are signed (Signature Version 4), each anew. The system's clock is read for this and for
 * nothing else: a signature carries its moment.
 */
export function awsClient(options: OpenOptions, secrets: AwsSecrets, service: AwsService): HttpClient {
  const { baseUrl, contentType, parse } = service;
  const { host, pathname } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, "");
  const more: Partial<HttpOptions> = parse === undefined ? {} : { accept: "text/xml", parse };
  // What only asks is told by a header in some services, which the guard below is not shown.
  const inner = httpClient({ ...clientOptions(options, baseUrl, {}), ...more, contentType, readOnly: false });
  return {
    send: (method, path, body, signal, headers = {}) => {
      const text = body ?? "";
      if (options.readOnly && !service.reads(text, headers)) {
        return Promise.reject(new ReadOnlyError(`${method} was not sent`));
      }
      const signed = { ...headers, "content-type": contentType };
      const request = { method, host, path: `${base}${path}`, query: "", headers: signed, body: text };
      const added = signatureHeaders({ ...secrets, ...service }, request, Date.now());
      return inner.send(method, path, body, signal, { ...headers, ...added });
    },
    hide: (secret) => inner.hide(secret),
    close: () => inner.close(),
  };
}
