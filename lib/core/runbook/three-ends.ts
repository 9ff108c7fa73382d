import type { VerdictKey } from "../access/verdict-key.ts";
import { VERDICT_REASON_WORD, type VerdictReason } from "../access/verdict-reason.ts";
import type { EndCellView, EndRowView } from "../views/runbook.ts";

/** Situations that the rules are asked about; the test beside this file builds each out of facts. */
export type EndCase =
  | "account_disabled"
  | "account_absent"
  | "disabled_with_session"
  | "absent_by_partial_listing"
  | "session_without_look"
  | "answer_only_disable"
  | "answer_only_delete"
  | "answer_only_group"
  | "enabled_again"
  | "created_again"
  | "group_again"
  | "disabled_where_absent_asked"
  | "key_after_account_gone"
  | "group_absent";

interface EndCell {
  readonly text: string;
  /** The rules' own answer, in a situation that a test builds; null where the cell is about words alone. */
  readonly rule: { readonly of: EndCase; readonly key: VerdictKey; readonly reason: VerdictReason } | null;
}

interface EndRow {
  readonly question: string;
  readonly cells: readonly [deactivation: EndCell, deletion: EndCell, deprovisioning: EndCell];
}

const cell = (text: string, of: EndCase, key: VerdictKey, reason: VerdictReason): EndCell => ({
  text,
  rule: { of, key, reason },
});

/** Three ends of access that one word often stands for. Every verdict here is what the rules give; a test asks them. */
export const THREE_ENDS: readonly EndRow[] = [
  {
    question: "What is observed",
    cells: [
      cell("The account, looked up by id, is disabled", "account_disabled", "verified_disabled", "seen_gone"),
      cell(
        "The account is absent: by id, or from a listing read to its end",
        "account_absent",
        "verified_removed",
        "seen_gone",
      ),
      cell("Every layer is at its goal, this membership among them", "group_absent", "verified_removed", "seen_gone"),
    ],
  },
  {
    question: "What it leaves alive",
    cells: [
      cell(
        "Sessions, keys and grants of the account that still work",
        "disabled_with_session",
        "latent",
        "sibling_revives",
      ),
      cell(
        "A key or token that outlives its account, such as a deploy key",
        "key_after_account_gone",
        "still_present",
        "usable_past_due",
      ),
      cell(
        "Nothing that was found. What nobody can look at stays in the count",
        "session_without_look",
        "cannot_check",
        "no_means_to_look",
      ),
    ],
  },
  {
    question: "The answer of the API alone",
    cells: [
      cell("200 to a PATCH is a claim", "answer_only_disable", "reported_removed", "awaiting_look"),
      cell("204 to a DELETE is a claim", "answer_only_delete", "reported_removed", "awaiting_look"),
      cell(
        "A workflow that ran to its end is a claim for each item",
        "answer_only_group",
        "reported_removed",
        "awaiting_look",
      ),
    ],
  },
  {
    question: "What it does not prove",
    cells: [
      cell(
        "That the account is gone, where the goal asks for it",
        "disabled_where_absent_asked",
        "latent",
        "lingers_disabled",
      ),
      cell(
        "Anything, when the listing that does not show it was partial",
        "absent_by_partial_listing",
        "cannot_check",
        "look_partial",
      ),
      {
        text: "That nothing exists where nothing was read: an inventory that is not complete holds the case open",
        rule: null,
      },
    ],
  },
  {
    question: "When it comes back",
    cells: [
      cell("Enabled again after it was verified", "enabled_again", "came_back", "usable_after_verified"),
      cell("Created again under a new id", "created_again", "came_back", "recreated_after_verified"),
      cell("Granted again by hand or by a rule; the case reopens", "group_again", "came_back", "usable_after_verified"),
    ],
  },
];

/** The comparison in words. */
export function threeEnds(): readonly EndRowView[] {
  const view = ({ text, rule }: EndCell): EndCellView => ({
    text,
    verdict: rule?.key ?? null,
    because: rule === null ? "" : VERDICT_REASON_WORD[rule.reason],
  });
  return THREE_ENDS.map(({ question, cells: [one, two, three] }) => ({
    question,
    cells: [view(one), view(two), view(three)],
  }));
}
