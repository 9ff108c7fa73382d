declare const idBrand: unique symbol;

/** An identifier (UUID v7 text) that the compiler keeps apart by what it names. */
export type Id<Name extends string> = string & { readonly [idBrand]: Name };

export type IdentityId = Id<"identity">;
export type EngagementId = Id<"engagement">;
export type SystemId = Id<"system">;
export type AccountId = Id<"account">;
export type AccessId = Id<"access">;
export type CaseId = Id<"case">;
export type ItemId = Id<"item">;
export type StepId = Id<"step">;

/**
 * Says what a stored id identifies: rows and routes carry ids as plain text, and the caller knows whose they are.
 * Nothing is looked up. An id that names nothing is found missing by the query that uses it.
 */
export function idOf<Name extends string>(text: string): Id<Name> {
  // The brand exists for the compiler only; at run time an id is its text.
  return text as Id<Name>;
}
