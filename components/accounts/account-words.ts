import type { AccountKind } from "#lib/core/access/account.ts";
import type { ListedCountView, ListedTab } from "#lib/core/views/discovery.ts";

export const TAB_WORD: Readonly<Record<ListedTab, string>> = {
  uncorrelated: "Of nobody",
  left: "Of leavers",
  all: "All",
  not_human: "Shared, service, break-glass",
  gone: "Gone",
};

/** `unknown`: its name looks like one that machines or several people use, and nobody has said. */
export const KIND_WORD: Readonly<Record<AccountKind, string>> = {
  human: "A person's",
  service: "Service account",
  shared: "Shared",
  break_glass: "Break-glass",
  system: "The system's own",
  unknown: "Not known: named like a machine's or a shared one",
};

const REASON_WORD: Readonly<Record<string, string>> = {
  external_id: "by person key",
  user_name: "by user name",
  email: "by e-mail",
};

/** Which key says whose an account is. */
export function reasonWord(reason: string): string {
  return REASON_WORD[reason] ?? "by its keys";
}

const NUMBERS = new Intl.NumberFormat("en");

/** A number with its thousands apart. */
export function numberWord(count: number): string {
  return NUMBERS.format(count);
}

/** A count as far as it was counted: `12`, `10,000+`. */
export function countWord({ count, more }: Pick<ListedCountView, "count" | "more">): string {
  return `${numberWord(count)}${more ? "+" : ""}`;
}

interface Progress {
  readonly rows: number;
  readonly pages: number;
  readonly total: number | null;
}

/** How far a listing is: `12,000 of 1,000,000 accounts, 12 pages`. */
export function progressWords({ rows, pages, total }: Progress): string {
  const of = total === null ? "" : ` of ${numberWord(total)}`;
  return `${numberWord(rows)}${of} ${rows === 1 && total === null ? "account" : "accounts"}, ${numberWord(pages)} ${pages === 1 ? "page" : "pages"}`;
}
