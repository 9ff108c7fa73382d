import type { LdapCall } from "../../kit/ldap/call.ts";
import { isWithin } from "../../kit/ldap/dn.ts";
import { type LdapFilter, parsedFilter } from "../../kit/ldap/filter.ts";

/** ldap:///base?attributes?scope?filter, as a rule of a group is written (RFC 4516). */
interface Rule {
  readonly base: string;
  readonly scope: "base" | "one" | "sub";
  readonly filter: LdapFilter;
}

/**
 * Whether a group's rules take an entry in. The directory itself answers: the rule's filter is asked of this one entry.
 * "unknown" as soon as one rule cannot be read or asked and none takes the entry in.
 */
export async function ruleMembers(
  call: LdapCall,
  urls: readonly string[],
  dn: string,
): Promise<"member" | "none" | "unknown"> {
  let known = urls.length > 0;
  for (const url of urls) {
    const rule = ruleOf(url);
    if (rule === null) {
      known = false;
      call.find("members_hidden", "A group's rule cannot be read, so who is in it is not known.");
    } else if (reaches(rule, dn)) {
      const search = { base: dn, scope: "base" as const, filter: rule.filter, attributes: ["1.1"] };
      const { entries, complete } = await call.readAll(search);
      if (entries.length > 0) return "member";
      if (!complete) known = false;
    }
  }
  return known ? "none" : "unknown";
}

function reaches({ base, scope }: Rule, dn: string): boolean {
  if (!isWithin(dn, base)) return false;
  if (scope === "sub") return true;
  const isSame = isWithin(base, dn);
  // One level down: the filter decides of too many rather than of too few.
  return scope === "base" ? isSame : !isSame;
}

/** Reads a rule; null when it is none, or points to another server. */
export function ruleOf(url: string): Rule | null {
  const found = /^ldap:\/\/\/([^?]*)(?:\?([^?]*))?(?:\?([^?]*))?(?:\?([^?]*))?$/i.exec(url);
  if (found === null) return null;
  try {
    const [base = "", , scope = "", filter = ""] = found.slice(1).map((part) => decodeURIComponent(part ?? ""));
    const reach = (scope || "base").toLowerCase();
    if (reach !== "base" && reach !== "one" && reach !== "sub") return null;
    const parsed = parsedFilter(filter || "(objectClass=*)");
    return parsed === null ? null : { base, scope: reach, filter: parsed };
  } catch {
    return null;
  }
}
