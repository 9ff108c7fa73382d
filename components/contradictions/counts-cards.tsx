import { CLAIM_STANDINGS } from "#lib/core/access/claim-standing.ts";
import type { ContradictionsView, StandingCounts } from "#lib/core/views/contradictions.ts";
import { blindSystem, toolWord, worstTool } from "./claim-words.ts";
import { CountsCard, type CountsLine } from "./counts-card.tsx";
import { reportHref } from "./report-href.ts";

const LINES_MAX = 6;

/** What does not fit on its own line, as one: nothing drops out of the sums. */
function fitting(lines: readonly CountsLine[], others: (count: number) => string): CountsLine[] {
  if (lines.length <= LINES_MAX) return [...lines];
  const rest = lines.slice(LINES_MAX - 1);
  const sum = { contradicted: 0, cannot_check: 0, awaiting_look: 0, confirmed: 0, total: 0 };
  const keys: readonly (keyof StandingCounts)[] = [...CLAIM_STANDINGS, "total"];
  for (const line of rest) for (const key of keys) sum[key] += line[key];
  return [...lines.slice(0, LINES_MAX - 1), { key: "others", name: others(rest.length), href: null, ...sum }];
}

/** Who claims wrongly most, and where nobody can tell. */
export function CountsCards({ view }: { view: ContradictionsView }) {
  const place = { tab: "contradicted", tool: null, system: null, period: view.period } as const;
  const tools = view.byTool.map((one) => ({
    ...one,
    key: one.tool,
    name: toolWord(one.tool),
    href: reportHref({ ...place, tool: one.tool }),
  }));
  const systems = view.bySystem.map((one) => ({
    ...one,
    key: one.systemId,
    href: reportHref({ ...place, system: one.systemId }),
  }));
  return (
    <div className="counts-cards">
      <CountsCard
        finding={worstTool(view)}
        head="By tool that claimed"
        lines={fitting(tools, (count) => `${count} other tools`)}
      />
      <CountsCard
        finding={blindSystem(view)}
        head="By system"
        lines={fitting(systems, (count) => `${count} other systems`)}
      />
    </div>
  );
}
