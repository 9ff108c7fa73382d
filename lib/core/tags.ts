/**
 * What a command changed and what a view shows, in one vocabulary: it drives Next's revalidation,
 * react-query's invalidation and the change table of live screens. Ids only, never a personal value.
 */
export type Tag =
  | "leavers"
  | `leaver:${string}`
  | "systems"
  | `system:${string}`
  | "identities"
  | "sources"
  | "exceptions"
  | "steps"
  | "tokens"
  | "users";

/** The tag of one leaver, by its id (UUID). */
export function leaverTag(caseId: string): Tag {
  return `leaver:${caseId}`;
}

/** The tag of one system, by its id (UUID). */
export function systemTag(systemId: string): Tag {
  return `system:${systemId}`;
}
