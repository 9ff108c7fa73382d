import Link from "next/link";
import type { InventoryRowView, SystemListView } from "#lib/core/views/inventory.ts";
import { ActingSwitch } from "./acting-switch.tsx";
import { CoverageCell } from "./coverage-cell.tsx";
import { Person } from "./person.tsx";
import {
  ACTING_WORD,
  credentialSentence,
  isCheckBad,
  lastCheckWords,
  lastLookSentence,
  lastLookWords,
  skippedSentence,
  skippedWords,
} from "./system-words.ts";

interface SystemRowProps {
  readonly system: InventoryRowView;
  readonly list: SystemListView;
  readonly onActing: (system: InventoryRowView) => void;
}

/** What is loud of a system beside its coverage: whose credential it hangs on, and what is open. */
function Below({ system }: { system: InventoryRowView }) {
  const must = credentialSentence(system.credentialOwner);
  return (
    <span className="system-below num">
      {must === null ? null : (
        <span className="bad" title={must}>
          Credential of a leaver
        </span>
      )}
      {must !== null && system.openSteps > 0 ? " · " : null}
      {system.openSteps > 0 ? `${system.openSteps} open` : null}
      {system.openWithoutOwner > 0 ? <span className="bad"> · {system.openWithoutOwner} without owner</span> : null}
    </span>
  );
}

/** One system of the inventory. The name is the link; J and K move along the names. */
export function SystemRow({ system, list, onActing }: SystemRowProps) {
  const { lastLook, skippedBy, tier } = system;
  return (
    <tr>
      <th scope="row">
        <span className="system-line">
          <Link href={`/systems/${system.slug}`} className="step-link" data-system={system.slug}>
            <bdi>{system.name}</bdi>
          </Link>{" "}
          <span className="tier">Tier {tier}</span>
        </span>
        <Below system={system} />
      </th>
      <td className="owner">
        <Person person={system.owner} gone={system.ownerGone} nobody="No owner" />
        {system.deputy === null ? null : (
          <span className="system-below deputy">
            <Person person={system.deputy} gone={system.deputyGone} nobody="No deputy" />
          </span>
        )}
      </td>
      {system.coverage.map((layer) => (
        <CoverageCell key={layer.layer} layer={layer} />
      ))}
      <td className="num figure looked" title={lastLookSentence(lastLook, tier)} suppressHydrationWarning>
        <span className={lastLook.isOverdue ? "bad" : undefined}>{lastLookWords(lastLook, list.asOfIso)}</span>
        {isCheckBad(system) ? (
          <span className="system-below bad" title={`Last check: ${lastCheckWords(system, list.asOfIso)}`}>
            {system.lastCheckIso === null ? "Not checked" : "Check failed"}
          </span>
        ) : null}
      </td>
      <td className="skipped" title={skippedSentence(skippedBy, list.tools)}>
        <span className={skippedBy.length > 0 ? "bad" : "text-muted"}>{skippedWords(skippedBy, list.tools)}</span>
      </td>
      <td className="acting">
        <ActingSwitch
          system={system}
          maySwitch={list.maySwitch && system.connector !== null}
          onOpen={() => onActing(system)}
        />
        <span className="acting-mark">{system.acting ? ACTING_WORD.on : ACTING_WORD.off}</span>
      </td>
    </tr>
  );
}
