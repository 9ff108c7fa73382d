import type { RevokeOutcome, RevokeResult } from "../../contract.ts";
import { acted } from "../replies.ts";
import { CODE, type LdapAnswer } from "./answer.ts";
import type { LdapCall } from "./call.ts";

/** What an answer to a change comes to. Success says that the server took it; none of it says that access is gone. */
export function outcomeOf(answer: LdapAnswer | null, call: LdapCall): RevokeOutcome {
  if (answer === null || answer.failure !== null || answer.code === null) {
    return { kind: "unknown", cause: answer?.failure ?? call.failure ?? "connection" };
  }
  const { code, words } = answer;
  if (code === CODE.success) return { kind: "accepted" };
  if (code === CODE.noSuchAttribute || code === CODE.noSuchObject) return { kind: "already_absent" };
  return { kind: "refused", reason: reasonOf(code, words) };
}

function reasonOf(code: number, words: string): string {
  const said = words === "" ? `the directory answered ${code}` : `${code}: ${words.slice(0, 300)}`;
  if (code === CODE.objectClassViolation) {
    return `${said}. The last member of such a group cannot leave it: put another member in, or delete the group.`;
  }
  if (code === CODE.insufficientRights) return `${said}. Who acts may not change this entry: grant it the right to.`;
  return code === CODE.referral ? `${said}. This server takes no changes: connect the one that does.` : said;
}

/** The result of an act with what was said on the way. */
export function result(outcome: RevokeOutcome, call: LdapCall): RevokeResult {
  return acted(outcome, call.exchanges, call.findings);
}

/** Whatever was to be changed could not be looked up first. */
export function notLookedUp(call: LdapCall): RevokeResult {
  return result({ kind: "unknown", cause: call.failure ?? "unexpected_shape" }, call);
}
