"use client";
import { type ReactNode, useEffect, useRef } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { CellItemView } from "#lib/core/views/ledger.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import { Attestations } from "./attestations.tsx";
import { DrawerFoot, type ItemCommands } from "./drawer-foot.tsx";
import { DrawerHead } from "./drawer-head.tsx";
import { Exchanges } from "./exchanges.tsx";
import { Claims, LastObservation } from "./item-facts.tsx";
import { Permissions } from "./permissions.tsx";
import { Sought } from "./sought.tsx";
import { VerdictHistory } from "./verdict-history.tsx";

interface DrawerProps {
  /** null while it is read. */
  readonly item: ItemView | null;
  /** Why it could not be read; null when it could. */
  readonly failure: string | null;
  readonly siblings: readonly CellItemView[];
  readonly ownerChoices: readonly OwnerView[];
  readonly commands: ItemCommands;
  /** Buttons of the foot that open a form. */
  readonly forms: ReactNode;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

function Body({ item }: { item: ItemView }) {
  return (
    <>
      <section aria-labelledby="sought-title">
        <h3 id="sought-title" className="drawer-heading">
          What we looked for
        </h3>
        <p className="drawer-text">
          <Sought words={item.sought} /> <b className="font-semibold">{item.because}</b>
        </p>
      </section>
      <LastObservation item={item} />
      <Claims item={item} />
      <Attestations item={item} />
      <Permissions item={item} />
      <Exchanges item={item} />
      <VerdictHistory item={item} />
    </>
  );
}

function Waiting({ failure, onClose }: { failure: string | null; onClose: () => void }) {
  return (
    <div className="drawer-waiting">
      <p role={failure ? "alert" : undefined}>{failure ?? "Reading…"}</p>
      <button type="button" className="button" onClick={onClose}>
        Close panel
      </button>
    </div>
  );
}

/** One item over the ledger. Focus comes to its title; Escape closes it, F6 goes back to the ledger. */
export function Drawer({ item, failure, siblings, ownerChoices, commands, forms, onOpen, onClose }: DrawerProps) {
  const title = useRef<HTMLHeadingElement>(null);
  const itemId = item?.id;
  // Once per item: an update of the open one must not pull focus away.
  useEffect(() => {
    if (itemId) title.current?.focus();
  }, [itemId]);

  return (
    <aside
      className="drawer"
      role="dialog"
      aria-modal="false"
      aria-labelledby={item ? "drawer-title" : undefined}
      aria-label={item ? undefined : "Item"}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      {item ? (
        <>
          <DrawerHead item={item} titleRef={title} siblings={siblings} onOpen={onOpen} onClose={onClose} />
          <section className="drawer-body" tabIndex={0} aria-label="Details">
            <Body item={item} />
          </section>
          <DrawerFoot item={item} ownerChoices={ownerChoices} commands={commands} forms={forms} />
        </>
      ) : (
        <Waiting failure={failure} onClose={onClose} />
      )}
    </aside>
  );
}
