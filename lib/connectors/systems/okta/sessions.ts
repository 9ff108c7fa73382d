import type { ObservedFacts } from "../../../core/access/observation.ts";
import { type Instant, MINUTE, plus } from "../../../core/instant.ts";
import { segment, timeOf } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { userById, userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { never } from "./groups.ts";
import { oktaList } from "./lists.ts";
import { presenceOf } from "./map.ts";
import { type OktaUser, type PolicyRule, readPolicy, readPolicyRule } from "./schema.ts";

/**
 * Sessions, which Okta ends on request and shows to nobody. What can be read is how long the longest may live, from
 * the rules of the global session policies, and when the account was closed: after that none began.
 */
export function sessionKind(config: OktaConfig): AccessKind {
  return {
    name: "sessions",
    layer: "session",
    words: "Session policies",
    right: "It needs okta.policies.read (Okta admin console, Applications, API scopes) or a role that views policies.",
    observable: true,
    list: async (account, trail) => {
      const user = await userById(account, trail);
      if (user === null || user === "missing") return { rows: [], complete: false, accountMissing: user === "missing" };
      const longest = await longestMinutes(config, trail);
      if (longest === null) return { rows: [], complete: false, accountMissing: false };
      const facts = factsOf(user, longest);
      const row = { key: "all", label: "Sessions, which Okta does not list", presence: "unknown", facts } as const;
      return { rows: [row], complete: true, accountMissing: false };
    },
    end: async (account, _, trail) =>
      outcomeOf(await trail.send("DELETE", `${userPath(account)}/sessions?oauthTokens=true`), never),
  };
}

/** Which policy applies to somebody is Okta's to decide, so the longest of all counts. 0 = a session without end. */
async function longestMinutes(config: OktaConfig, trail: Trail): Promise<number | null> {
  const policies = await oktaList(config, trail, "/api/v1/policies?type=OKTA_SIGN_ON", readPolicy, ({ id }) => id);
  if (!policies.complete) return null;
  const minutes: number[] = [];
  for (const { id, status } of policies.rows) {
    if (status !== "ACTIVE") continue;
    const path = `/api/v1/policies/${segment(id)}/rules`;
    const rules = await oktaList(config, trail, path, readPolicyRule, (rule) => rule.id);
    if (!rules.complete) return null;
    minutes.push(...rules.rows.flatMap(minutesOf));
  }
  return minutes.length === 0 || minutes.some((one) => one <= 0) ? 0 : Math.max(...minutes);
}

function minutesOf({ status, actions: { signon } }: PolicyRule): readonly number[] {
  return status === "ACTIVE" && signon.access !== "DENY" ? [signon.session?.maxSessionLifetimeMinutes ?? 0] : [];
}

function factsOf(user: OktaUser, longest: number): ObservedFacts {
  const closedAt = presenceOf(user) === "disabled" ? timeOf(user.statusChanged) : undefined;
  const startedAt = closedAt ?? timeOf(user.lastLogin);
  return {
    ...(closedAt === undefined ? {} : { reissueBlockedAt: closedAt }),
    ...(startedAt === undefined || longest === 0 ? {} : { expiresAt: endOf(startedAt, longest) }),
  };
}

function endOf(startedAt: Instant, minutes: number): Instant {
  return plus(startedAt, Math.ceil(minutes) * MINUTE);
}
