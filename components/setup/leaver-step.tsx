"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { VERDICT_GROUP } from "#lib/core/access/verdict-key.ts";
import type { FoundPersonView, FoundView } from "#lib/core/views/found.ts";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { KeptLists } from "../lists/kept-lists.tsx";
import { SupplyList } from "../lists/supply-list.tsx";
import { ConfirmLink } from "../systems/confirm-link.tsx";
import { formatFull } from "../time/format-instant.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";
import { setupHref } from "./setup-address.ts";

interface LeaverStepProps {
  readonly found: FoundView;
  /** Short number of the leaver of the address; null: nobody has left. */
  readonly leaver: string | null;
  readonly readerName: string;
}

/** One leaver from still present to verified: who removes answers, and a fresh list shows it. */
export function LeaverStep({ found, leaver, readerName }: LeaverStepProps) {
  const person = found.people.find((one) => one.id === leaver);
  if (person === undefined)
    return (
      <>
        <h1 className="setup-title">Nobody has left yet</h1>
        <p className="setup-lead">There is no leaver whose effective end has passed.</p>
      </>
    );
  return <OneLeaver key={person.id} found={found} person={person} readerName={readerName} />;
}

function OthersToPick({ found, person }: { found: FoundView; person: FoundPersonView }) {
  const others = found.people.filter((one) => one.account === "usable" && one.id !== person.id).slice(0, 5);
  if (others.length === 0) return null;
  return (
    <p className="text-muted">
      Or begin with{" "}
      {others.map((one, at) => (
        <span key={one.id}>
          {at > 0 ? ", " : ""}
          <Link className="link" href={setupHref("leaver", { system: found.system.slug, leaver: one.id })}>
            <bdi>{one.personName}</bdi>
          </Link>
        </span>
      ))}
      .
    </p>
  );
}

interface OneLeaverProps {
  readonly found: FoundView;
  readonly person: FoundPersonView;
  readonly readerName: string;
}

function OneLeaver({ found, person, readerName }: OneLeaverProps) {
  const router = useRouter();
  const { system } = found;
  const { data, refetch } = useLiveQuery<LeaverView>({
    tag: `leaver:${person.caseId}`,
    path: `/api/v1/leavers/${person.id}`,
    initial: null,
  });
  const row = data?.rows.find((one) => one.systemId === system.id);
  const cells = row?.cells ?? person.cells;
  const claim = row?.marks.findLast(({ kind }) => kind === "claim");
  const verdict = cells.find((cell) => cell.layer === "account")?.verdict ?? "not_started";
  const isSeenGone = VERDICT_GROUP[verdict] === "verified";
  const [supplying, setSupplying] = useState(false);
  const accepted = () => {
    setSupplying(false);
    // What was just accepted is read at once: the live line may be slower, or down.
    void refetch();
    router.refresh();
  };
  return (
    <>
      <h1 className="setup-title">
        <bdi>{person.personName}</bdi> in <bdi>{system.name}</bdi>
      </h1>
      <p className="setup-lead">
        Account: <VerdictChip verdict={verdict} />. Whoever makes the link counts as who answered by it. On tiers 0 and
        1 another person supplies the list that shows it, so that nobody's word is proved by their own hand; on tiers 2
        and 3 their own list is taken, and the sheet says "not independent" of it.
      </p>
      <OthersToPick found={found} person={person} />
      <ol className="first-leaver">
        <li>
          <h2>The owner removes it and says so</h2>
          {system.owner === null ? (
            <p>
              <span className="no-owner">No owner</span>. Nobody is asked.{" "}
              <Link className="link" href={setupHref("owners", { system: system.slug })}>
                Name one
              </Link>
            </p>
          ) : (
            <>
              <p>
                <bdi>{system.owner.name}</bdi> gets a page with one question a leaver. It needs no sign-in. What they
                answer is kept as their word: it closes nothing, and past its deadline what was seen usable stays red
                until somebody looks.
              </p>
              {claim === undefined ? null : (
                <p role="status" className="num">
                  <b>Reported removed</b> {formatFull(claim.atIso, person.effectiveEnd.zone)}: said, not seen.
                </p>
              )}
              <ConfirmLink systemId={system.id} person={system.owner} primary={claim === undefined} />
            </>
          )}
        </li>
        <li>
          <h2>A fresh list shows it</h2>
          <p>
            Exported after the owner answered. Where the account is not in it any more, it reads Verified removed; on
            tiers 0 and 1 from whoever made the link, or from a sign-in that is tied to no person, Self-checked: it
            waits for another person.
          </p>
          {supplying ? (
            <>
              <SupplyList system={system} readerName={readerName} onAccepted={accepted} />
              <KeptLists systemId={system.id} mayRelease onAccepted={accepted} />
            </>
          ) : (
            <button
              type="button"
              className={claim !== undefined && !isSeenGone ? "button button-primary" : "button"}
              onClick={() => setSupplying(true)}
            >
              Supply a fresh list
            </button>
          )}
        </li>
        <li>
          <h2>The evidence sheet</h2>
          <p>
            {isSeenGone ? "The account was seen gone. " : "It can be printed at any time; what is open stands in it. "}
            Every look, claim and gap, on paper.
          </p>
          <p className="setup-acts">
            <Link className={isSeenGone ? "button button-primary" : "button"} href={`/leavers/${person.id}/sheet`}>
              Open the evidence sheet
            </Link>
            <Link className="link" href={`/leavers/${person.id}`}>
              Everything about {person.id}
            </Link>
          </p>
        </li>
      </ol>
    </>
  );
}
