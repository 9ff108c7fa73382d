import Link from "next/link";
import { SYSTEM_TAB_WORD, type SystemTab, type SystemTabView } from "#lib/core/views/inventory.ts";

interface SystemTabsProps {
  readonly tabs: readonly SystemTabView[];
  readonly here: SystemTab | "candidates";
  /** Systems in use that nobody listed; null where the reader may not see them. */
  readonly candidates: number | null;
}

/** One tab a kind of system, each with its count; what is in use beside the inventory comes last. */
export function SystemTabs({ tabs, here, candidates }: SystemTabsProps) {
  const beside = candidates === null ? [] : [{ key: "candidates" as const, word: "Candidates", count: candidates }];
  const all = [...tabs.map(({ key, count }) => ({ key, word: SYSTEM_TAB_WORD[key], count })), ...beside];
  return (
    <nav className="tabs" aria-label="Kinds of systems">
      {all.map(({ key, word, count }) => (
        <Link
          key={key}
          href={key === "used" ? "/systems" : `/systems?tab=${key}`}
          className="tab"
          aria-current={key === here ? "page" : undefined}
        >
          {word} <span className="tab-count">{count}</span>
        </Link>
      ))}
    </nav>
  );
}
