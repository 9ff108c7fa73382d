"use client";
import { useId, useRef } from "react";
import { TimeCard } from "./time-card.tsx";

interface EventTimeProps {
  readonly iso: string;
  readonly zone: string;
  readonly nowIso: string;
  /** The moment already in words, zone or offset included. */
  readonly text: string;
  readonly originalText?: string | undefined;
}

/** Puts the card under its button, inside the window. It lives in the top layer, so no scrolling box cuts it off. */
function place(card: HTMLElement, anchor: HTMLElement) {
  const box = anchor.getBoundingClientRect();
  const width = Math.min(360, window.innerWidth - 16);
  card.style.setProperty("--card-left", `${Math.max(8, Math.min(box.left, window.innerWidth - width - 8))}px`);
  const below = box.bottom + 4;
  const fits = below + card.offsetHeight < window.innerHeight;
  card.style.setProperty("--card-top", `${fits ? below : Math.max(8, box.top - card.offsetHeight - 4)}px`);
}

/**
 * A moment in the event's zone. Hover, focus or press opens a card with UTC, the reader's own zone,
 * distance from now and Unix seconds, each to copy. Escape closes it.
 */
export function EventTime({ iso, zone, nowIso, text, originalText }: EventTimeProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const closing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const open = () => {
    clearTimeout(closing.current);
    if (!card.current || !button.current || card.current.matches(":popover-open")) return;
    card.current.showPopover();
    place(card.current, button.current);
  };
  /** A short wait lets the pointer travel from the time to the card. */
  const closeSoon = () => {
    clearTimeout(closing.current);
    closing.current = setTimeout(() => card.current?.hidePopover(), 200);
  };
  const stay = () => clearTimeout(closing.current);

  return (
    <span className="event-time">
      <button
        ref={button}
        type="button"
        className="event-time-button"
        aria-haspopup="dialog"
        aria-controls={id}
        onClick={open}
        onFocus={open}
        onBlur={closeSoon}
        onMouseEnter={open}
        onMouseLeave={closeSoon}
        onKeyDown={(event) => {
          if (event.key === "Escape") card.current?.hidePopover();
        }}
      >
        <time dateTime={iso} suppressHydrationWarning>
          {text}
        </time>
      </button>
      <div
        ref={card}
        id={id}
        popover="manual"
        role="dialog"
        aria-label="This moment in other zones"
        className="time-card"
        onMouseEnter={stay}
        onMouseLeave={closeSoon}
        onFocus={stay}
        onBlur={closeSoon}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            card.current?.hidePopover();
            button.current?.focus();
          }
        }}
      >
        <TimeCard iso={iso} zone={zone} nowIso={nowIso} originalText={originalText} />
      </div>
    </span>
  );
}
