"use client";
import type { ItemView } from "#lib/core/views/item.ts";
import { AttestForm } from "../drawer/attest-form.tsx";
import { ExceptionForm } from "../drawer/exception-form.tsx";
import { HoldForm } from "../drawer/hold-form.tsx";
import type { LeaverCommands } from "./leaver-commands.ts";

/** The forms that this reader may open about an item. */
export function ItemForms({ item, commands }: { item: ItemView; commands: LeaverCommands }) {
  return (
    <>
      {item.attest.may ? <AttestForm item={item} attest={commands.attest} /> : null}
      {item.actions.includes("ask_exception") ? <ExceptionForm item={item} ask={commands.askException} /> : null}
      {item.actions.includes("order_hold") ? <HoldForm item={item} hold={commands.hold} /> : null}
    </>
  );
}
