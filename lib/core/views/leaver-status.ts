/** Where a leaver stands. There is no state that a person can set by hand. */
export const LEAVER_STATUSES = [
  "scheduled",
  "open",
  "awaiting_verification",
  "closed_verified",
  "closed_attested",
  "closed_excepted",
  "ended_open",
  "reopened",
  "cancelled",
] as const;
export type LeaverStatus = (typeof LEAVER_STATUSES)[number];

export const LEAVER_STATUS_WORD: Readonly<Record<LeaverStatus, string>> = {
  scheduled: "Scheduled",
  open: "Open",
  awaiting_verification: "Awaiting verification",
  closed_verified: "Closed verified",
  closed_attested: "Closed with attestations",
  closed_excepted: "Closed with exceptions",
  ended_open: "Ended with open findings",
  reopened: "Reopened",
  cancelled: "Cancelled",
};

/** Tabs of the list of leavers, in the order shown. */
export const LEAVER_TABS = ["needs_action", "scheduled", "awaiting", "ended_open", "closed", "all"] as const;
export type LeaverTab = (typeof LEAVER_TABS)[number];

export const LEAVER_TAB_WORD: Readonly<Record<LeaverTab, string>> = {
  needs_action: "Needs action",
  scheduled: "Scheduled",
  awaiting: "Awaiting verification",
  ended_open: "Ended with open findings",
  closed: "Closed",
  all: "All",
};
