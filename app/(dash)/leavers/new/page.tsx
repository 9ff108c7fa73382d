import type { Metadata } from "next";
import { OpenLeaverForm } from "#components/leavers/open-leaver-form.tsx";
import { page } from "#lib/transport/page.ts";
import { readPersonKey } from "#lib/use-cases/identities/read-person-key.ts";
import { recordEvent } from "./actions.ts";

export const metadata: Metadata = { title: "Open a leaver" };

interface NewLeaverPageProps {
  /** An identity: no name or mail stands in an address. */
  readonly searchParams: Promise<{ readonly person?: string }>;
}

export default async function Page({ searchParams }: NewLeaverPageProps) {
  const { person } = await searchParams;
  const personKey = person === undefined ? "" : await page(readPersonKey, { identityId: person });
  return (
    <>
      <h1 className="page-title">Open a leaver</h1>
      <p className="max-w-[720px] text-muted">
        The event is recorded as it stands and the case opens at once. What the person holds is read in every system
        before anything is touched.
      </p>
      <OpenLeaverForm record={recordEvent} personKey={personKey} />
    </>
  );
}
