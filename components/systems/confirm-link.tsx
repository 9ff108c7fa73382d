"use client";
import { useState } from "react";
import type { OwnerView } from "#lib/core/views/owner.ts";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { postJson } from "#lib/ui/post-json.ts";
import { CopyText } from "../setup/copy-text.tsx";
import { formatFull } from "../time/format-instant.ts";
import { useMyZone } from "../time/use-mine.ts";
import { Refusals } from "../ui/refusals.tsx";

interface ConfirmLinkProps {
  readonly systemId: string;
  readonly person: OwnerView;
  readonly primary: boolean;
}

interface MadeLink {
  readonly url: string | null;
  readonly expiresAt: string;
}

/** Makes the link by which an owner answers without signing in. Its address is shown once: nobody keeps it. */
export function ConfirmLink({ systemId, person, primary }: ConfirmLinkProps) {
  const zone = useMyZone() ?? "UTC";
  const [link, setLink] = useState<MadeLink | null>(null);
  const [pending, setPending] = useState(false);
  const [reasons, setReasons] = useState<readonly RefusalReason[]>([]);
  const make = async () => {
    if (pending) return;
    setPending(true);
    const posted = await postJson<MadeLink>(`/api/v1/systems/${systemId}/confirm-links`, { personId: person.id });
    setPending(false);
    setReasons(posted.ok ? [] : posted.reasons);
    if (posted.ok) setLink(posted.data);
  };
  return (
    <div className="confirm-link">
      <Refusals reasons={reasons} />
      {link?.url ? (
        <div role="status">
          <CopyText text={link.url} what="the link" />
          <p className="text-muted">
            Shown once, here. Hand it to {person.name} alone: whoever has it answers as them, until{" "}
            {formatFull(link.expiresAt, zone)}. You had it too: what is answered by it counts as your word as well, so
            somebody else looks, attests or approves.
          </p>
        </div>
      ) : null}
      <button
        type="button"
        className={primary && link === null ? "button button-primary" : "button"}
        aria-disabled={pending}
        onClick={() => void make()}
      >
        {link === null ? `Make a link for ${person.name}` : `Make another link for ${person.name}`}
      </button>
    </div>
  );
}
