"use client";
import { useQuery } from "@tanstack/react-query";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import { readView } from "#lib/ui/read-view.ts";
import type { AssignTo, ChosenSteps } from "./step-commands.ts";

/** What an assignment would do, asked anew each time the dialog opens or the choice in it changes. */
export function useAssignmentPreview(steps: ChosenSteps, to: AssignTo | null) {
  return useQuery<AssignmentPreviewView>({
    queryKey: ["assignment-preview", steps, to],
    queryFn: ({ signal }) => readView("/api/v1/steps/preview-assignment", signal, { ...steps, to }),
    enabled: to !== null,
    staleTime: 0,
    gcTime: 0,
  });
}
