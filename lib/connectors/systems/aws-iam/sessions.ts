import type { ObservedFacts, Presence } from "../../../core/access/observation.ts";
import { HOUR, type Instant, plus } from "../../../core/instant.ts";
import type { RevokeOutcome } from "../../contract.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { AwsIamConfig } from "./config.ts";
import { canBegin } from "./credentials.ts";
import { deniesBefore, denyOlder, REVOKE_OLDER } from "./deny.ts";
import type { IamUser } from "./schema.ts";
import { actOn, listOf, presenceOf, unreadable, userOf } from "./users.ts";

/** The longest life of a session that a user begins (GetSessionToken and GetFederationToken, 129,600 seconds). */
const LONGEST = 36 * HOUR;
/** IAM's clock is read in whole seconds, and another clock stamps sessions. */
const SPARE_MS = 60_000;

/**
 * Sessions of a user, which AWS shows to nobody. They can be refused: all of them by a policy that denies everything, or
 * those that began before a moment. The second is only set, and only believed, while nothing is left to begin one with.
 * Sessions of roles that the user took on are the roles', and go on.
 */
export function sessionKind(config: AwsIamConfig): AccessKind {
  return {
    name: "sessions",
    layer: "session",
    words: "Sessions",
    right: "It needs iam:ListAccessKeys and iam:GetLoginProfile.",
    observable: true,
    list: (account, trail) =>
      listOf(config, account, trail, async (user) => {
        const begins = await canBegin(config, account, trail);
        if (begins === null) return { rows: [], complete: false };
        trail.find("members_hidden", OF_ROLES);
        const label = "Sessions of the user alone, which AWS does not list";
        return { rows: [{ key: "all", label, ...stateOf(user, begins) }], complete: true };
      }),
    end: (account, _, trail) => refuseOlder(config, account, trail),
  };
}

const OF_ROLES =
  "Sessions of roles that the user took on are the roles'. AWS shows them to nobody, and they go on for up to twelve hours.";

function stateOf(user: IamUser, begins: boolean): { readonly presence: Presence; readonly facts: ObservedFacts } {
  if (presenceOf(user) === "disabled") return { presence: "disabled", facts: {} };
  const refusedBefore = begins ? null : refusedBeforeOf(user);
  if (refusedBefore === null) return { presence: "unknown", facts: {} };
  const facts = { reissueBlockedAt: refusedBefore, expiresAt: plus(refusedBefore, LONGEST) };
  return { presence: "disabled", facts };
}

function refusedBeforeOf({ UserPolicyList: policies }: IamUser): Instant | null {
  const own = policies.find(({ PolicyName }) => PolicyName === REVOKE_OLDER);
  return own === undefined ? null : deniesBefore(own.PolicyDocument);
}

/** The moment is IAM's own, from its answer to the question whether anything is left. */
async function refuseOlder(config: AwsIamConfig, account: string, trail: Trail): Promise<RevokeOutcome> {
  const user = await userOf(config, account, trail);
  if (user === "missing") return { kind: "already_absent" };
  const begins = user === null ? null : await canBegin(config, account, trail);
  if (begins === null) return unreadable(trail);
  if (begins)
    return { kind: "refused", reason: "an access key or the password is left, which begins the next session" };
  const now = Date.parse(trail.exchanges.at(-1)?.targetDate ?? "");
  if (Number.isNaN(now)) return { kind: "unknown", cause: "unexpected_shape" };
  const PolicyDocument = denyOlder(now + SPARE_MS);
  return actOn(config, account, trail, "PutUserPolicy", { PolicyName: REVOKE_OLDER, PolicyDocument });
}
