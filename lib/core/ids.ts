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
export type ClaimId = Id<"claim">;
export type ObservationId = Id<"observation">;
