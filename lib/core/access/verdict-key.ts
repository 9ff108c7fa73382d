/** The closed set of verdicts, worst first: lists and cells sort by this order. */
export const VERDICTS = [
  "came_back",
  "still_present",
  "missed_at_inventory",
  "latent",
  "not_started",
  "cannot_check",
  "in_progress",
  "reported_removed",
  "self_checked",
  "expires_by",
  "verified_removed",
  "verified_disabled",
  "verified_rotated",
  "verified_transferred",
  "attested",
  "excepted_until",
  "retained_until",
  "never_found",
  "not_applicable",
] as const;

export type VerdictKey = (typeof VERDICTS)[number];

/** Count that a verdict adds to in the headline "Verified 40, Attested 5, Excepted 3, Open 19 of 67". */
export type VerdictGroup = "verified" | "attested" | "excepted" | "open" | "outside";

/** Headline group of each verdict. `outside` is in no numerator and no denominator. */
export const VERDICT_GROUP: Readonly<Record<VerdictKey, VerdictGroup>> = {
  came_back: "open",
  still_present: "open",
  missed_at_inventory: "open",
  latent: "open",
  not_started: "open",
  cannot_check: "open",
  in_progress: "open",
  reported_removed: "open",
  self_checked: "open",
  expires_by: "open",
  verified_removed: "verified",
  verified_disabled: "verified",
  verified_rotated: "verified",
  verified_transferred: "verified",
  attested: "attested",
  excepted_until: "excepted",
  retained_until: "excepted",
  never_found: "outside",
  not_applicable: "outside",
};

/** The words on screen (UX vocabulary). Times of `expires_by` and `*_until` are appended by the view. */
export const VERDICT_WORD: Readonly<Record<VerdictKey, string>> = {
  came_back: "Came back",
  still_present: "Still present",
  missed_at_inventory: "Missed at inventory",
  latent: "Latent",
  not_started: "Not started",
  cannot_check: "Cannot check",
  in_progress: "In progress",
  reported_removed: "Reported removed",
  self_checked: "Self-checked",
  expires_by: "Expires by",
  verified_removed: "Verified removed",
  verified_disabled: "Verified disabled",
  verified_rotated: "Verified rotated",
  verified_transferred: "Verified transferred",
  attested: "Attested",
  excepted_until: "Excepted until",
  retained_until: "Retained until",
  never_found: "Never found",
  not_applicable: "Not applicable",
};
