import { createHmac, hash } from "node:crypto";

/** Whose key signs, for which region and service. */
export interface Signer {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials. */
  readonly sessionToken: string | null;
  readonly region: string;
  readonly service: string;
}

/** What is signed. `headers` by their lower-case names; `query` as it stands in the address, sorted. */
export interface Signable {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signature Version 4, as AWS documents it: the headers to add to a request. A signed request is good for five minutes.
 * @param at milliseconds since 1970
 */
export function signatureHeaders(signer: Signer, request: Signable, at: number): Readonly<Record<string, string>> {
  const time = new Date(at).toISOString().replace(/[:-]|\.\d{3}/g, "");
  const token = signer.sessionToken === null ? {} : { "x-amz-security-token": signer.sessionToken };
  const added = { "x-amz-date": time, ...token };
  const all = Object.entries({ ...request.headers, ...added, host: request.host }).sort(([one], [two]) =>
    one < two ? -1 : 1,
  );
  const names = all.map(([name]) => name).join(";");
  const canonical = [
    request.method,
    request.path,
    request.query,
    ...all.map(([name, value]) => `${name}:${value.trim()}`),
    "",
    names,
    hash("sha256", request.body),
  ].join("\n");
  const day = time.slice(0, 8);
  const scope = `${day}/${signer.region}/${signer.service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", time, scope, hash("sha256", canonical)].join("\n");
  const key = [day, signer.region, signer.service, "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${signer.secretAccessKey}`,
  );
  const signature = createHmac("sha256", key).update(text).digest("hex");
  const credential = `${signer.accessKeyId}/${scope}`;
  return {
    ...added,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
