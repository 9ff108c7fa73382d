import Link from "next/link";
import type { StandingCounts } from "#lib/core/views/contradictions.ts";
import { StandingBar } from "./standing-bar.tsx";

/** One line of the card: a tool or a system. */
export interface CountsLine extends StandingCounts {
  readonly key: string;
  readonly name: string;
  /** Narrows the report to it; null for what stands for several. */
  readonly href: string | null;
}

interface CountsCardProps {
  readonly finding: string;
  readonly head: string;
  readonly lines: readonly CountsLine[];
}

/** Claims by tool or by system under the finding they come to. Bars share one scale, so that lengths compare. */
export function CountsCard({ finding, head, lines }: CountsCardProps) {
  const most = Math.max(1, ...lines.map((line) => line.total));
  return (
    <section className="card counts-card">
      <h2>{finding}</h2>
      <table>
        <caption className="sr-only">{finding}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="figure">
              Marked completed
            </th>
            <th scope="col" className="figure">
              Contradicted
            </th>
            <th scope="col" className="figure">
              Cannot check
            </th>
            <th scope="col" className="counts-share">
              <span className="sr-only">Share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.href === null ? line.name : <Link href={line.href}>{line.name}</Link>}</th>
              <td className="num figure">{line.total}</td>
              <td className={line.contradicted > 0 ? "num figure bad" : "num figure text-muted"}>
                {line.contradicted}
              </td>
              <td className="num figure">{line.cannot_check}</td>
              <td className="counts-share">
                <StandingBar counts={line} of={most} height={12} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
