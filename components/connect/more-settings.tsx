"use client";
import { type ReactNode, useState } from "react";

interface MoreSettingsProps {
  readonly count: number;
  /** One of them is wrong: it is not hidden then. */
  readonly isWrong: boolean;
  readonly children: ReactNode;
}

/** Settings that have a value already, folded away. */
export function MoreSettings({ count, isWrong, children }: MoreSettingsProps) {
  const [isOpen, setOpen] = useState(false);
  if (count === 0) return null;
  return (
    <details className="more-settings" open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{count} more settings with usual values</summary>
      <div>{children}</div>
    </details>
  );
}
