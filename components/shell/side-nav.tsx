"use client";
import { BookOpen, CircleHelp, CirclePause, LogOut, UserMinus } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import type { Theme } from "./theme.ts";
import { ThemeToggle } from "./theme-toggle.tsx";

export interface ShellReader {
  readonly name: string;
}

export interface ShellProps {
  readonly reader: ShellReader;
  readonly demo: boolean;
  readonly theme: Theme;
  /** Server action that ends the session. */
  readonly signOut: () => Promise<void>;
  readonly chooseTheme: (theme: Theme) => Promise<void>;
}

function NavLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  const here = usePathname()?.startsWith(href) ?? false;
  return (
    <Link className="nav-link" href={href} aria-current={here ? "page" : undefined}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

/** Side bar: only screens that exist are linked. */
export function SideNav({ reader, demo, theme, signOut, chooseTheme, onHelp }: ShellProps & { onHelp: () => void }) {
  return (
    <div className="side">
      <Brand demo={demo} />
      <nav aria-label="Main">
        <NavLink href="/leavers" icon={<UserMinus size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Leavers
        </NavLink>
        <h2 className="nav-group">Reference</h2>
        <NavLink href="/runbook" icon={<BookOpen size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Runbook
        </NavLink>
        <h2 className="nav-group">Assurance</h2>
        <NavLink href="/exceptions" icon={<CirclePause size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Exceptions
        </NavLink>
      </nav>
      <div className="side-foot">
        <ThemeToggle initial={theme} choose={chooseTheme} />
        <button type="button" className="nav-link" onClick={onHelp}>
          <CircleHelp size={16} strokeWidth={1.5} aria-hidden="true" />
          <span>Help and shortcuts</span>
        </button>
        <form action={signOut}>
          <button type="submit" className="nav-link" title={`Signed in as ${reader.name}`}>
            <LogOut size={16} strokeWidth={1.5} aria-hidden="true" />
            <span>Sign out {reader.name}</span>
          </button>
        </form>
      </div>
    </div>
  );
}
