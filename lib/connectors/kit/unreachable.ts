import type { SqlAnswer } from "./sql-line.ts";

/** Codes of OpenSSL and Node for a certificate that is not trusted or does not name the host. */
const CERTIFICATE = /CERT|SELF_SIGNED|ISSUER|ALTNAME|UNABLE_TO_VERIFY|HANDSHAKE_SSL_ERROR/;

/** Why a database could not be asked, as a sentence for whoever connects it. */
export function unreachable(
  answer: Pick<SqlAnswer, "code" | "failure" | "refusal">,
  product: string,
): { readonly reachable: boolean; readonly sentence: string } {
  const { code, failure, refusal } = answer;
  if (refusal !== null) return { reachable: true, sentence: `The server refuses the connection: ${refusal}.` };
  if (failure === "unauthorised") {
    return { reachable: true, sentence: `The server refuses the user or the password (${code}). Check both.` };
  }
  if (failure === "blocked_address") {
    return {
      reachable: false,
      sentence:
        "This address is private, not allowed as a target, or would be spoken to without encryption. The operator can allow its range.",
    };
  }
  if (failure === "timeout") return { reachable: false, sentence: `Nothing that speaks ${product} answered in time.` };
  if (failure === "rate_limited") return { reachable: true, sentence: "The server has no connection left. Try later." };
  if (code !== null && CERTIFICATE.test(code)) {
    return {
      reachable: true,
      sentence: `The server's certificate is not trusted (${code}). Enter the certificate of the authority that signed it.`,
    };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return { reachable: false, sentence: "The host's name is not known." };
  if (code === "ECONNREFUSED") return { reachable: false, sentence: "Nothing listens on this port." };
  return {
    reachable: false,
    sentence: `The connection ended before ${product} answered. Check host, port and whether the server encrypts.`,
  };
}
