"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";

export interface LeaverTab<Key extends string> {
  readonly key: Key;
  readonly word: string;
  readonly count: number | null;
}

interface LeaverTabsProps<Key extends string> {
  readonly tabs: readonly LeaverTab<Key>[];
  readonly active: Key;
  readonly onChange: (key: Key) => void;
  readonly children: ReactNode;
}

const MOVE: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Parts of one leaver. Arrow keys move between tabs; one of them is a tab stop. */
export function LeaverTabs<Key extends string>({ tabs, active, onChange, children }: LeaverTabsProps<Key>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = MOVE[event.key];
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.key === active);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.key);
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  return (
    <div className="tabs">
      <div ref={list} role="tablist" aria-label="Parts of this leaver" className="flex gap-[2px]">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            id={`tab-${tab.key}`}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab.key === active}
            aria-controls="leaver-part"
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => onChange(tab.key)}
            onKeyDown={onKeyDown}
          >
            {tab.word} {tab.count === null ? null : <span className="tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <span className="tabs-note">{children}</span>
    </div>
  );
}
