"use server";
import { action } from "#lib/transport/action.ts";
import { recordLifecycleEvents } from "#lib/use-cases/intake/record-lifecycle-events.ts";

export const recordEvent = action(recordLifecycleEvents, ({ events }: { events: readonly unknown[] }) => ({ events }));
