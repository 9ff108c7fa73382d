"use client";
import type { ItemView } from "#lib/core/views/item.ts";
import { ExceptionForm } from "../drawer/exception-form.tsx";
import { HoldForm } from "../drawer/hold-form.tsx";
import { SightingForm } from "../drawer/sighting-form.tsx";
import type { LeaverCommands } from "./leaver-commands.ts";

/** The forms that this reader may open about an item. */
export function ItemForms({ item, commands }: { item: ItemView; commands: LeaverCommands }) {
  return (
    <>
      {item.attest.may ? <SightingForm kind="attest" item={item} send={commands.attest} /> : null}
      {item.look.may ? <SightingForm kind="look" item={item} send={commands.recordLook} /> : null}
      {item.actions.includes("ask_exception") ? <ExceptionForm item={item} ask={commands.askException} /> : null}
      {item.actions.includes("order_hold") ? <HoldForm item={item} hold={commands.hold} /> : null}
    </>
  );
}
