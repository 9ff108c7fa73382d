"use client";
import {
  BookOpen,
  CircleHelp,
  CirclePause,
  ListChecks,
  LogOut,
  MessageSquareX,
  Server,
  UserMinus,
  UserX,
} from "lucide-react";
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
  /** Counts beside the links, each shown once it is known. */
  readonly counts: { readonly steps: ReactNode; readonly systems: ReactNode; readonly contradicted: ReactNode };
  readonly theme: Theme;
  /** Server action that ends the session. */
  readonly signOut: () => Promise<void>;
  readonly chooseTheme: (theme: Theme) => Promise<void>;
}

interface NavLinkProps {
  readonly href: string;
  readonly icon: ReactNode;
  readonly count?: ReactNode;
  readonly children: ReactNode;
}

function NavLink({ href, icon, count, children }: NavLinkProps) {
  const here = usePathname()?.startsWith(href) ?? false;
  return (
    <Link className="nav-link" href={href} aria-current={here ? "page" : undefined}>
      {icon}
      <span>{children}</span>
      {count ? <span className="nav-count">{count}</span> : null}
    </Link>
  );
}

/** Side bar: only screens that exist are linked. */
export function SideNav(props: ShellProps & { onHelp: () => void }) {
  const { reader, demo, counts, theme, signOut, chooseTheme, onHelp } = props;
  return (
    <div className="side">
      <Brand demo={demo} />
      <nav aria-label="Main">
        <NavLink href="/leavers" icon={<UserMinus size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Leavers
        </NavLink>
        <NavLink
          href="/steps"
          icon={<ListChecks size={16} strokeWidth={1.5} aria-hidden="true" />}
          count={counts.steps}
        >
          Steps
        </NavLink>
        <h2 className="nav-group">Reference</h2>
        <NavLink
          href="/systems"
          icon={<Server size={16} strokeWidth={1.5} aria-hidden="true" />}
          count={counts.systems}
        >
          Systems
        </NavLink>
        <NavLink href="/orphans" icon={<UserX size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Accounts of nobody
        </NavLink>
        <NavLink href="/runbook" icon={<BookOpen size={16} strokeWidth={1.5} aria-hidden="true" />}>
          Runbook
        </NavLink>
        <h2 className="nav-group">Assurance</h2>
        <NavLink
          href="/contradictions"
          icon={<MessageSquareX size={16} strokeWidth={1.5} aria-hidden="true" />}
          count={counts.contradicted}
        >
          Contradicted claims
        </NavLink>
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
