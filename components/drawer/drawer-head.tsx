"use client";
import { ChevronRight, Link2, X } from "lucide-react";
import { type Ref, useState } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CellItemView } from "#lib/core/views/ledger.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { formatDeadlineChip } from "../time/format-deadline.ts";
import { formatDayTime } from "../time/format-instant.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";

const GOAL_WORD: Readonly<Record<ItemView["goal"], string>> = {
  disabled: "disabled",
  absent: "absent",
  invalidated: "invalidated",
  reassigned: "reassigned",
  suspended: "suspended",
  retained: "retained",
};

interface DrawerHeadProps {
  readonly item: ItemView;
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly siblings: readonly CellItemView[];
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

/** The other items of the same cell, so that "1 of 3" leads to all three. */
function Siblings({ item, siblings, onOpen }: Pick<DrawerHeadProps, "item" | "siblings" | "onOpen">) {
  const at = siblings.findIndex((sibling) => sibling.id === item.id);
  if (siblings.length < 2 || at < 0) return null;
  return (
    <label className="siblings">
      <span className="text-muted num">
        {at + 1} of {siblings.length}
      </span>
      <select
        className="select-small"
        aria-label="Items in this cell"
        value={item.id}
        onChange={(event) => onOpen(event.target.value)}
      >
        {siblings.map((sibling) => (
          <option key={sibling.id} value={sibling.id}>
            {sibling.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function DeadlineChip({ item }: { item: ItemView }) {
  if (!item.deadline) return null;
  const late = item.deadline.state === "missed";
  return (
    <span className={late ? "chip chip-late" : "chip chip-due"}>{formatDeadlineChip(item.deadline, item.asOfIso)}</span>
  );
}

/** Where we are, what it is, its verdict, its deadline and its goal. */
export function DrawerHead({ item, titleRef, siblings, onOpen, onClose }: DrawerHeadProps) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard?.writeText(window.location.href).then(() => setCopied(true));
  return (
    <header className="drawer-head">
      <div className="crumbs">
        <span className="truncate">
          <bdi>{item.systemName}</bdi> · Tier {item.tier}
        </span>
        <ChevronRight size={12} className="flex-none" aria-hidden="true" />
        <span>{LAYER_WORD[item.layer]}</span>
        <span className="ms-auto flex flex-none gap-1">
          <button
            type="button"
            className="icon-button"
            aria-label={copied ? "Link copied" : "Copy link"}
            onClick={copy}
          >
            <Link2 size={14} aria-hidden="true" />
          </button>
          <button type="button" className="icon-button" aria-label="Close panel" onClick={onClose}>
            <X size={14} aria-hidden="true" />
          </button>
        </span>
      </div>
      <h2 id="drawer-title" className="drawer-title" ref={titleRef} tabIndex={-1} dir="auto">
        {item.title}
      </h2>
      <div className="drawer-chips">
        <VerdictChip verdict={item.verdict} until={item.untilIso ? formatDayTime(item.untilIso, item.zone) : null} />
        <DeadlineChip item={item} />
        <span className="text-muted text-meta">Goal: {GOAL_WORD[item.goal]}</span>
        <Siblings item={item} siblings={siblings} onOpen={onOpen} />
      </div>
    </header>
  );
}
