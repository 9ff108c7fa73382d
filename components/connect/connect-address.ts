export const CONNECT_STEPS = ["settings", "check", "person", "save"] as const;
export type ConnectStep = (typeof CONNECT_STEPS)[number];

/** Where a step of the wizard stands. A draft is named by its id; nothing that was typed is in an address. */
export function connectHref(draftId: string, step: ConnectStep): string {
  return `/systems/connect?${new URLSearchParams({ draft: draftId, step })}`;
}
