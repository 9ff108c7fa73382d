"use client";
import { useState } from "react";
import { useAnnounce } from "../shell/live-region.tsx";

interface CopyTextProps {
  readonly text: string;
  /** What it is, for the button: `the command`, `the link`. */
  readonly what: string;
}

/** Text to be taken elsewhere, with a button that copies it. It can be selected as well: a clipboard may be closed. */
export function CopyText({ text, what }: CopyTextProps) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(`Copied ${what}`);
    } catch {
      announce(`The clipboard cannot be written. Select ${what} and copy it.`);
    }
  };
  return (
    <div className="copy-text">
      <code>{text}</code>
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {copied ? "Copied" : `Copy ${what}`}
      </button>
    </div>
  );
}
