"use client";
import { Menu } from "lucide-react";
import { type ReactNode, useCallback, useRef } from "react";
import { HelpDialog } from "./help-dialog.tsx";
import { LiveRegion } from "./live-region.tsx";
import { type ShellProps, SideNav } from "./side-nav.tsx";
import { useGoKeys } from "./use-go-keys.ts";
import { useShortcut } from "./use-shortcut.ts";

/** Frame of every screen: side bar (rail, sheet when narrow), skip link, one polite live region, help. */
export function Shell({ children, ...props }: ShellProps & { children: ReactNode }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const openHelp = useCallback(() => {
    sheet.current?.close();
    help.current?.showModal();
  }, []);
  useShortcut("?", openHelp);
  useGoKeys();

  return (
    <LiveRegion>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="shell">
        <SideNav {...props} onHelp={openHelp} />
        <main className="main" id="main" tabIndex={-1}>
          <div className="top-bar">
            <button
              type="button"
              className="icon-button"
              aria-label="Open navigation"
              onClick={() => sheet.current?.showModal()}
            >
              <Menu size={20} strokeWidth={1.5} aria-hidden="true" />
            </button>
            Closeout
            {props.demo ? <span className="demo-mark">Demo</span> : null}
          </div>
          {children}
        </main>
      </div>
      <dialog ref={sheet} className="sheet" aria-label="Navigation" closedby="any">
        <SideNav {...props} onHelp={openHelp} />
      </dialog>
      <HelpDialog ref={help} />
    </LiveRegion>
  );
}
