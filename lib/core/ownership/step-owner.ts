import type { IdentityId } from "../ids.ts";

/** How a person can be asked. `silent`: was asked and let the time for an answer pass. */
export type Availability = "here" | "away" | "silent" | "gone";

/** Links of the chain along which a step finds its owner, in order. */
export const OWNER_LINKS = ["rule", "system_owner", "deputy", "executive"] as const;
export type OwnerLink = (typeof OWNER_LINKS)[number];

/** Somebody who might own a step, with why. Only a proposal: a person accepts it. */
export interface OwnerSuggestion {
  readonly identity: IdentityId;
  readonly because: "owns_similar_systems" | "approved_the_access" | "manager" | "owned_such_steps";
}

export interface OwnerChain {
  /** Who stands on each link; null or missing when nobody does. */
  readonly links: Partial<Readonly<Record<OwnerLink, IdentityId | null>>>;
  /** Whoever is not named here is `here`. */
  readonly availability: ReadonlyMap<IdentityId, Availability>;
  /** The leaver: nobody owns a step of their own case. */
  readonly subject: IdentityId;
  /** Best first. */
  readonly suggestions: readonly OwnerSuggestion[];
}

/** Why somebody on the chain was passed over. */
export interface PassedOver {
  readonly link: OwnerLink;
  readonly identity: IdentityId;
  readonly because: Exclude<Availability, "here"> | "own_case";
}

/** The owner of a step and by which link, or No owner with the best suggestion there is. */
export type StepOwner =
  | {
      readonly kind: "owned";
      readonly owner: IdentityId;
      readonly link: OwnerLink;
      readonly passedOver: readonly PassedOver[];
    }
  | {
      readonly kind: "no_owner";
      readonly suggestion: OwnerSuggestion | null;
      readonly passedOver: readonly PassedOver[];
    };

/** Walks rule → system owner → deputy → executive and takes the first who can be asked. */
export function stepOwner(chain: OwnerChain): StepOwner {
  const passedOver: PassedOver[] = [];
  for (const link of OWNER_LINKS) {
    const identity = chain.links[link] ?? null;
    if (identity === null) continue;
    const because = obstacle(identity, chain);
    if (because === null) return { kind: "owned", owner: identity, link, passedOver };
    passedOver.push({ link, identity, because });
  }
  const suggestion = chain.suggestions.find(({ identity }) => obstacle(identity, chain) === null) ?? null;
  return { kind: "no_owner", suggestion, passedOver };
}

function obstacle(identity: IdentityId, chain: OwnerChain): PassedOver["because"] | null {
  if (identity === chain.subject) return "own_case";
  const availability = chain.availability.get(identity) ?? "here";
  return availability === "here" ? null : availability;
}
