"use client";
import Link from "next/link";
import type { FoundListView, FoundView } from "#lib/core/views/found.ts";
import type { SystemView } from "#lib/core/views/system.ts";
import { LayersShown } from "../lists/layers-shown.tsx";
import { formatFull } from "../time/format-instant.ts";
import { FoundTable } from "./found-table.tsx";
import { foundHeadline } from "./found-words.ts";
import { OwnerChoice } from "./owner-choice.tsx";
import { setupHref } from "./setup-address.ts";
import type { SetupCommands } from "./setup-commands.ts";

interface FoundStepProps {
  readonly found: FoundView;
  readonly owners: SystemView;
  readonly commands: SetupCommands;
}

const SHOWN_BY: Readonly<Record<string, readonly string[]>> = { groups: ["group"], keys: ["credential"] };

/** Layers that the lists of a system spoke for: those of which any cell was looked at. */
function layersOf({ people, lists }: FoundView): readonly string[] {
  const byKind = lists.flatMap(({ kind }) => SHOWN_BY[kind] ?? ["account"]);
  const looked = people.flatMap((person) =>
    person.cells.filter((cell) => cell.layer === "entitlement" && cell.count > 0 && cell.verdict !== "cannot_check"),
  );
  return [...byKind, ...looked.map((cell) => cell.layer)];
}

function ListWords({ list }: { list: FoundListView }) {
  return (
    <>
      <b>
        <bdi>{list.query}</bdi>
      </b>{" "}
      ({list.rows.toLocaleString("en")} rows, {list.complete ? "complete" : "not complete"}), exported{" "}
      {formatFull(list.extractedAtIso, list.zone, true)} by <bdi>{list.extractor}</bdi>
    </>
  );
}

function ReadFrom({ found }: { found: FoundView }) {
  const [source] = found.sources;
  return (
    <p className="setup-lead num">
      Read from{" "}
      {source === undefined ? (
        "no source yet"
      ) : (
        <>
          <b>
            <bdi>{source.source}</bdi>
          </b>{" "}
          ({source.people} of {found.left} leavers)
        </>
      )}
      {found.lists.map((list) => (
        <span key={list.kind}>
          {" "}
          and <ListWords list={list} />
        </span>
      ))}
      . A person supplied both files; a connector will look with its own eyes.
    </p>
  );
}

/** What was found: the answer in one sentence, then person by person. */
export function FoundStep({ found, owners, commands }: FoundStepProps) {
  const users = found.lists.find(({ kind }) => kind === "users");
  const { system } = found;
  return (
    <>
      <h1 className="setup-title">{foundHeadline(found)}</h1>
      <ReadFrom found={found} />
      <FoundTable found={found} rows={users?.rows ?? 0} />
      <p className="num text-muted found-count">
        {found.people.length} of {found.left} shown, worst first
        {found.ahead > 0 ? ` · ${found.ahead} more are scheduled` : ""} · as of {formatFull(found.asOfIso, "UTC", true)}
        {found.left > found.people.length ? (
          <>
            {" · "}
            <Link className="link" href="/leavers?tab=all">
              All leavers
            </Link>
          </>
        ) : null}
      </p>
      <div className="setup-two">
        <section aria-labelledby="layers-title">
          <h2 id="layers-title">Not looked at yet</h2>
          <LayersShown layers={layersOf(found)} />
        </section>
        <section aria-labelledby="next-title">
          <h2 id="next-title">Next: who removes them?</h2>
          <OwnerChoice view={owners} commands={commands} next={setupHref("leaver", { system: system.slug })} />
        </section>
      </div>
    </>
  );
}
