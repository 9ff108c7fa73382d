import type { Counted } from "#lib/core/views/counted.ts";

/** Steps chosen on the screen: one by one, or every step that matches less some. Only the second goes beyond the page. */
export type Selection =
  | { readonly kind: "picked"; readonly ids: ReadonlySet<string> }
  | { readonly kind: "all"; readonly except: ReadonlySet<string> };

export const NOTHING: Selection = { kind: "picked", ids: new Set() };
export const EVERYTHING: Selection = { kind: "all", except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "all" ? !selection.except.has(id) : selection.ids.has(id);
}

/** How many are selected, of those that match. */
export function countSelected(selection: Selection, { count, capped }: Counted): Counted {
  if (selection.kind === "picked") return { count: selection.ids.size, capped: false };
  return { count: Math.max(0, count - selection.except.size), capped };
}

/** Every step that matches, however it was selected. */
export function isEverything(selection: Selection, { count, capped }: Counted): boolean {
  if (selection.kind === "all") return selection.except.size === 0 && count > 0;
  return !capped && count > 0 && selection.ids.size === count;
}

/** Selects or deselects some steps of the page. */
export function withSteps(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const isAll = selection.kind === "all";
  const next = new Set(isAll ? selection.except : selection.ids);
  for (const id of ids) {
    if (selected === isAll) next.delete(id);
    else next.add(id);
  }
  return isAll ? { kind: "all", except: next } : { kind: "picked", ids: next };
}

/** The steps of the page from one to another, in either direction, both included. */
export function rangeOf(page: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : page.indexOf(from), page.indexOf(to)];
  if (start < 0) return [to];
  return page.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** The selection as a command takes it: by what steps have in common, not by what is on the screen. */
export function chosen(selection: Selection): {
  readonly except: readonly string[];
  readonly only: readonly string[] | null;
} {
  return selection.kind === "all"
    ? { except: [...selection.except], only: null }
    : { except: [], only: [...selection.ids] };
}
