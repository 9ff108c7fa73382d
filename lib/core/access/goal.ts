/** What must be observed of an item before it counts as ended. */
export const GOALS = ["disabled", "absent", "invalidated", "reassigned", "suspended", "retained"] as const;

export type Goal = (typeof GOALS)[number];
