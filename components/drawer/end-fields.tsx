"use client";
import { useId } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import { zoned } from "../time/zoned.ts";

/** Until the end of which day, in the event's zone, which stands beside it. Nothing is filled in. */
export function EndFields({ item }: { item: ItemView }) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={`${id}-until`}>
        Until the end of
      </label>
      <input id={`${id}-until`} name="until" type="date" className="input" required aria-describedby={`${id}-zone`} />
      <p id={`${id}-zone`} className="field-hint">
        In {item.zone} (UTC{zoned(item.asOfIso, item.zone).offset}). It ends by itself.
      </p>
    </div>
  );
}

/** The end of the chosen day. */
export function endOfDay(form: FormData): string {
  return `${String(form.get("until") ?? "")}T23:59:59`;
}
