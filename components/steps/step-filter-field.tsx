"use client";
import { Search, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useId } from "react";
import { filterText, parseStepFilter, type StepTab } from "#lib/core/views/step-filter.ts";
import type { StepListView } from "#lib/core/views/step-list.ts";
import { stepQuery } from "./step-address.ts";

const HINT = "owner:none system:crm layer:group tier:0 status:still_present due:<24h";

/** What a view stands for, as its filter would be typed. */
const VIEW_TOKEN: Readonly<Record<StepTab, string | null>> = {
  no_owner: "owner: none",
  mine: "owner: me",
  overdue: "due: past",
  reported: "status: reported_removed",
  cannot_check: "status: cannot_check",
  came_back: "status: came_back",
  all_open: null,
};

/** Conditions as chips, each taken out with one press, and a field for more. What they are stands in the address. */
export function StepFilterField({ list }: { list: StepListView }) {
  const router = useRouter();
  const id = useId();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("q");
    const { tokens } = parseStepFilter(`${filterText(list.tokens)} ${typeof typed === "string" ? typed : ""}`);
    router.push(`/steps?${stepQuery(list.tab, tokens)}`);
  };
  return (
    <search>
      <form className="filter-field" onSubmit={apply}>
        <Search size={14} strokeWidth={1.5} aria-hidden="true" />
        {VIEW_TOKEN[list.tab] ? <span className="filter-token">{VIEW_TOKEN[list.tab]}</span> : null}
        {list.tokens.map((token) => {
          const rest = list.tokens.filter((other) => other !== token);
          return (
            <Link
              key={`${token.key}:${token.value}`}
              href={`/steps?${stepQuery(list.tab, rest)}`}
              className="filter-token"
              aria-label={`Take out ${token.key}: ${token.value}`}
            >
              {token.key}: {token.value} <X size={12} strokeWidth={1.5} aria-hidden="true" />
            </Link>
          );
        })}
        <label className="sr-only" htmlFor={id}>
          Filter by owner, system, layer, tier, status or due
        </label>
        <input
          id={id}
          name="q"
          className="filter-input"
          placeholder="Filter by system, layer, tier, due"
          title={HINT}
        />
      </form>
    </search>
  );
}
