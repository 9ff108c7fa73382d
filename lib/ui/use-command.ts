"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { CommandAction, CommandAnswer, RefusalReason } from "./command-answer.ts";
import { LOST } from "./posted.ts";
import { keyOfTag } from "./query-key.ts";

/**
 * Calls a server action: one idempotency key per input until it is answered, so that a repeat after a lost answer
 * does nothing twice; on success everything the command touched is read again. Nothing is shown before it is answered.
 */
export function useCommand<Input, Result = unknown>(action: CommandAction<Input, Result>) {
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const unanswered = useRef<{ readonly print: string; readonly key: string } | null>(null);

  const run = useCallback(
    async (input: Input, expectedVersion: number | null): Promise<CommandAnswer<Result>> => {
      const print = JSON.stringify([input, expectedVersion]);
      const key = unanswered.current?.print === print ? unanswered.current.key : crypto.randomUUID();
      unanswered.current = { print, key };
      setPending(true);
      setReasons([]);
      try {
        const answer = await action(input, { idempotencyKey: key, expectedVersion });
        unanswered.current = null;
        if (!answer.ok) setReasons(answer.reasons);
        else for (const tag of answer.touches) void client.invalidateQueries({ queryKey: keyOfTag(tag) });
        return answer;
      } catch {
        setReasons([LOST]);
        return { ok: false, reasons: [LOST] };
      } finally {
        setPending(false);
      }
    },
    [action, client],
  );

  return { run, pending, reasons, clear: useCallback(() => setReasons([]), []) };
}
