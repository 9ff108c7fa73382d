"use client";
import { useCallback } from "react";
import type { LeaverView, StepView } from "#lib/core/views/leaver.ts";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { useShortcut } from "../shell/use-shortcut.ts";
import type { LeaverCommands } from "./leaver-commands.ts";

/** The commands of the whole leaver: dispatch, verify (also on V), and ownership of systems and steps. */
export function useLeaverActions(leaver: LeaverView, commands: LeaverCommands, keysActive: boolean) {
  const announce = useAnnounce();
  const dispatch = useCommand(commands.dispatch);
  const verify = useCommand(commands.verify);
  const system = useCommand(commands.assignSystem);
  const step = useCommand(commands.assignStep);
  const { id: leaverId, version } = leaver.header;

  const told = async (answer: Promise<CommandAnswer>, sentence: string) => {
    const { ok } = await answer;
    if (ok) announce(sentence);
    return ok;
  };
  const runVerify = verify.run;
  const verifyNow = useCallback(async () => {
    if ((await runVerify({ leaverId }, version)).ok) announce("Looking again in every system");
  }, [runVerify, leaverId, version, announce]);
  useShortcut("v", () => void verifyNow(), keysActive && leaver.actions.verify);

  const systemVersion = (systemId: string) =>
    leaver.rows.find((row) => row.systemId === systemId)?.systemVersion ?? null;
  const mayAssign = leaver.actions.assign;
  return {
    pending: dispatch.pending || verify.pending,
    reasons: [...dispatch.reasons, ...verify.reasons, ...system.reasons, ...step.reasons],
    verify: () => void verifyNow(),
    dispatch: () => void told(dispatch.run({ leaverId }, version), "Acting on every step that is ready"),
    assignSystem: mayAssign
      ? (systemId: string, ownerId: string) =>
          told(system.run({ systemId, ownerId }, systemVersion(systemId)), "Owner assigned")
      : null,
    assignStep: mayAssign
      ? (one: StepView, ownerId: string) => told(step.run({ stepId: one.id, ownerId }, one.version), "Owner assigned")
      : null,
  };
}
