"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SetupSystemView, SetupView } from "#lib/core/views/setup.ts";
import { KeptLists } from "../lists/kept-lists.tsx";
import type { ListAccepted } from "../lists/list-types.ts";
import { SupplyList } from "../lists/supply-list.tsx";
import { NewSystem } from "./new-system.tsx";
import { setupHref } from "./setup-address.ts";
import type { SetupCommands } from "./setup-commands.ts";

interface SystemStepProps {
  readonly setup: SetupView;
  /** The system of the address; null: none is chosen. */
  readonly system: SetupSystemView | null;
  readonly readerName: string;
  readonly commands: SetupCommands;
}

/** One system: its name, then a list of its users. */
export function SystemStep({ setup, system, readerName, commands }: SystemStepProps) {
  const router = useRouter();
  const [held, setHeld] = useState(false);
  if (system === null) return <NewSystem known={setup.systems} register={commands.registerListed} />;
  const accepted = ({ state }: ListAccepted) => {
    setHeld(state === "held");
    if (state === "accepted") router.push(setupHref("found", { system: system.slug }));
  };
  return (
    <>
      <h1 className="setup-title">
        Who has an account in <bdi>{system.name}</bdi>?
      </h1>
      <p className="setup-lead">
        A list of users exported from it, as it comes. Rows of leavers are kept; of all others only their number is.
      </p>
      {held ? (
        <p role="status" className="notice notice-alarm">
          The list is held. Nothing of it is believed until somebody who did not supply it releases it; then it can be
          accepted here.
        </p>
      ) : null}
      <SupplyList system={system} readerName={readerName} onAccepted={accepted} />
      <KeptLists systemId={system.id} mayRelease onAccepted={accepted} />
      <p className="setup-next">
        <Link className="link" href={setupHref("system")}>
          Another system
        </Link>
      </p>
    </>
  );
}
