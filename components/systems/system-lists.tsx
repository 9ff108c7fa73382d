"use client";
import { useState } from "react";
import type { SystemRowView } from "#lib/core/views/system-list.ts";
import { KeptLists } from "../lists/kept-lists.tsx";
import type { ListAccepted } from "../lists/list-types.ts";
import { SupplyList } from "../lists/supply-list.tsx";

interface SystemListsProps {
  readonly system: SystemRowView;
  readonly readerName: string;
  readonly maySupply: boolean;
  readonly mayRelease: boolean;
}

function outcome({ state, leaversFound, leavers, ownCases }: ListAccepted): string {
  if (state === "held") return "The list is held. Nothing of it is believed until a second person releases it.";
  const own = ownCases === 0 ? "" : ` ${ownCases} left out: nobody supplies a list that decides on their own access.`;
  return `Accepted. It shows an account of ${leaversFound} of ${leavers} leavers.${own}`;
}

/** Lists of the system: those that were supplied, and the way to supply another. */
export function SystemLists({ system, readerName, maySupply, mayRelease }: SystemListsProps) {
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const accepted = (one: ListAccepted) => {
    setSaid(outcome(one));
    setOpen(false);
  };
  return (
    <section className="card system-part" aria-labelledby="lists-title">
      <h2 id="lists-title" className="text-lead font-semibold">
        Lists exported from it
      </h2>
      {said === null ? null : (
        <p role="status" className="notice num">
          {said}
        </p>
      )}
      <KeptLists systemId={system.id} mayRelease={mayRelease} onAccepted={accepted} />
      {maySupply && !isOpen ? (
        <p className="setup-acts">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            Supply a list…
          </button>
        </p>
      ) : null}
      {isOpen ? <SupplyList system={system} readerName={readerName} onAccepted={accepted} /> : null}
    </section>
  );
}
