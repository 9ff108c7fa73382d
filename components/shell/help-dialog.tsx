import Link from "next/link";
import type { Ref } from "react";
import { SHORTCUTS } from "./shortcuts.ts";

/** What the keys do, and where the marks are explained. */
export function HelpDialog({ ref }: { ref: Ref<HTMLDialogElement> }) {
  return (
    <dialog ref={ref} className="dialog" aria-labelledby="help-title" closedby="any">
      <h2 id="help-title" className="text-lead font-semibold">
        Help and shortcuts
      </h2>
      <dl className="shortcuts">
        {SHORTCUTS.map((entry) => (
          <div key={entry.what} className="contents">
            <dt className="flex gap-1">
              {entry.keys.map((key) => (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{entry.what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" className="flex items-center justify-between gap-3">
        <Link href="/verdicts" className="link">
          What each verdict means
        </Link>
        <button type="submit" className="button">
          Close
        </button>
      </form>
    </dialog>
  );
}
