/** What an account is. Only a human account with one user may be disabled without a person's say. */
export const ACCOUNT_KINDS = ["human", "service", "shared", "break_glass", "system", "unknown"] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** How an identity is tied to an account. */
export const RELATIONS = ["personal", "owned", "created_by", "knows_secret", "delegated_by", "approver_for"] as const;
export type Relation = (typeof RELATIONS)[number];
