"use client";
import { useCallback } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { LeaverView } from "#lib/core/views/leaver.ts";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { Drawer } from "../drawer/drawer.tsx";
import type { ItemCommands } from "../drawer/drawer-foot.tsx";
import { useAnnounce } from "../shell/live-region.tsx";
import { useShortcut } from "../shell/use-shortcut.ts";
import { findCell } from "./find-cell.ts";
import { ItemForms } from "./item-forms.tsx";
import type { LeaverCommands } from "./leaver-commands.ts";

interface ItemPanelProps {
  readonly itemId: string;
  readonly leaver: LeaverView;
  readonly commands: LeaverCommands;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

/** Binds the drawer's buttons to the server actions of one item and the step behind it. */
function useItemCommands(item: ItemView | null, actions: LeaverCommands): ItemCommands {
  const announce = useAnnounce();
  const verify = useCommand(actions.verifyItem);
  const dispatch = useCommand(actions.dispatchStep);
  const report = useCommand(actions.reportRemoved);
  const assign = useCommand(actions.assignStep);
  const told = async (answer: Promise<CommandAnswer>, sentence: string) => {
    const { ok } = await answer;
    if (ok) announce(sentence);
    return ok;
  };
  const step = item?.stepId ?? null;
  const version = item?.stepVersion ?? null;
  return {
    pending: verify.pending || dispatch.pending || report.pending || assign.pending,
    reasons: [...verify.reasons, ...dispatch.reasons, ...report.reasons, ...assign.reasons],
    onVerify: () => {
      if (item) void told(verify.run({ itemId: item.id }, item.version), "Looking again");
    },
    onDispatch: () => {
      if (step) void told(dispatch.run({ stepId: step }, version), "Acting now");
    },
    onReport: () => {
      if (step) void told(report.run({ stepId: step }, version), "Reported removed. It counts once we have looked.");
    },
    onAssign: (ownerId) =>
      step ? told(assign.run({ stepId: step, ownerId }, version), "Owner assigned") : Promise.resolve(false),
  };
}

/** Reads one item and keeps it current while it is open. */
export function ItemPanel({ itemId, leaver, commands, onOpen, onClose }: ItemPanelProps) {
  const read = useLiveQuery<ItemView>({
    tag: `leaver:${leaver.header.caseId}`,
    part: `item ${itemId}`,
    path: `/api/v1/leavers/${encodeURIComponent(leaver.header.id)}/items/${encodeURIComponent(itemId)}`,
    initial: null,
  });
  const item = read.data ?? null;
  const bound = useItemCommands(item, commands);
  const verify = useCallback(() => bound.onVerify(), [bound]);
  useShortcut("v", verify, item?.actions.includes("verify_now") ?? false);

  return (
    <Drawer
      item={item}
      failure={item ? null : (read.error?.message ?? null)}
      siblings={findCell(leaver, itemId)?.cell.items ?? []}
      ownerChoices={leaver.ownerChoices}
      commands={bound}
      forms={item ? <ItemForms key={item.id} item={item} commands={commands} /> : null}
      onOpen={onOpen}
      onClose={onClose}
    />
  );
}
