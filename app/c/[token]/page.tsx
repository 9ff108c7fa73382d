import type { Metadata } from "next";
import { ConfirmScreen } from "#components/confirm/confirm-screen.tsx";
import { confirmPage, refusedSentence } from "#lib/transport/confirm.ts";

export const metadata: Metadata = { title: "Confirm access removal" };

interface ConfirmPageProps {
  readonly params: Promise<{ readonly token: string }>;
  readonly searchParams: Promise<{ readonly refused?: string; readonly about?: string }>;
}

export default async function Page({ params, searchParams }: ConfirmPageProps) {
  const { token } = await params;
  const { refused, about } = await searchParams;
  const sentence = refusedSentence(refused);
  return (
    <ConfirmScreen
      page={await confirmPage(token)}
      answerPath={`/c/${encodeURIComponent(token)}/answer`}
      refused={sentence === null ? null : { sentence, caseId: about ?? "" }}
    />
  );
}
