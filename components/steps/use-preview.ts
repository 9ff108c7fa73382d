"use client";
import { useQuery } from "@tanstack/react-query";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import { readView } from "#lib/ui/read-view.ts";
import type { AssignTo, ToAssign } from "./step-commands.ts";

/** What an assignment would do, asked anew each time the dialog opens or the choice in it changes. */
export function useAssignmentPreview<Which extends object>(
  { previewPath, which }: ToAssign<Which>,
  to: AssignTo | null,
) {
  return useQuery<AssignmentPreviewView>({
    queryKey: ["assignment-preview", previewPath, which, to],
    queryFn: ({ signal }) => readView(previewPath, signal, { ...which, to }),
    enabled: to !== null,
    staleTime: 0,
    gcTime: 0,
  });
}
