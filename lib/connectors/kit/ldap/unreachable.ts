import { unreachable as sentenceOf } from "../unreachable.ts";
import type { LdapCall } from "./call.ts";

/** Why a directory could not be asked, as a sentence for whoever connects it. */
export function unreachable(call: LdapCall): { readonly reachable: boolean; readonly sentence: string } {
  const last = call.opening.at(-1);
  const said = last === undefined || last.words === "" ? "" : ` The server says: ${last.words.slice(0, 200)}.`;
  if (last?.code === 49 || last?.code === 48) {
    return {
      reachable: true,
      sentence: `The server refuses the name or the password (${last.code}). Check both.${said}`,
    };
  }
  if (last?.code === 8 || last?.code === 13) {
    return {
      reachable: true,
      sentence: `The server wants the connection to be encrypted before anybody signs in (${last.code}). Choose ldaps or starttls.`,
    };
  }
  if (last?.exchange.method === "STARTTLS" && last.code !== null) {
    return {
      reachable: true,
      sentence: `The server does not encrypt on this port (${last.code}). Choose ldaps and its port.`,
    };
  }
  if (call.failure === "unexpected_shape") {
    return {
      reachable: true,
      sentence: "Something answers on this port that does not speak LDAP. Check port and encryption.",
    };
  }
  const code = last?.networkCode ?? (last?.code === null || last === undefined ? null : String(last.code));
  return sentenceOf({ code, failure: call.failure, refusal: null }, "LDAP");
}
