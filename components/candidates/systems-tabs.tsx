import Link from "next/link";

interface SystemsTabsProps {
  readonly here: "all" | "candidates";
  readonly systems: number;
  readonly candidates: number;
}

/** The inventory, and what is in use beside it. */
export function SystemsTabs({ here, systems, candidates }: SystemsTabsProps) {
  const tabs = [
    { key: "all", href: "/systems", word: "All", count: systems },
    { key: "candidates", href: "/systems?tab=candidates", word: "Candidates", count: candidates },
  ];
  return (
    <nav className="tabs" aria-label="Kinds of systems">
      {tabs.map(({ key, href, word, count }) => (
        <Link key={key} href={href} className="tab" aria-current={key === here ? "page" : undefined}>
          {word} <span className="tab-count">{count}</span>
        </Link>
      ))}
    </nav>
  );
}
