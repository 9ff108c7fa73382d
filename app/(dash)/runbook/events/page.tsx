import type { Metadata } from "next";
import { EventsPage } from "#components/runbook/events-page.tsx";
import { eventMap } from "#lib/core/runbook/event-map.ts";

export const metadata: Metadata = { title: "Events · Runbook" };

export default function Page() {
  return <EventsPage {...eventMap()} />;
}
