import type { Metadata } from "next";
import { OpenLeaverForm } from "#components/leavers/open-leaver-form.tsx";
import { recordEvent } from "./actions.ts";

export const metadata: Metadata = { title: "Open a leaver" };

export default function Page() {
  return (
    <>
      <h1 className="page-title">Open a leaver</h1>
      <p className="max-w-[720px] text-muted">
        The event is recorded as it stands and the case opens at once. What the person holds is read in every system
        before anything is touched.
      </p>
      <OpenLeaverForm record={recordEvent} />
    </>
  );
}
