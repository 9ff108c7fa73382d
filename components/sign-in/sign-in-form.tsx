"use client";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Refusals } from "../ui/refusals.tsx";

const USED = {
  code: "link_not_valid",
  sentence:
    "This link is used up, too old or not complete. Nothing was changed. Ask an administrator for a new one, or run `npx closeout sign-in-link` on the machine.",
};

const LOST = { code: "no_answer", sentence: "Closeout did not answer. The link is kept. Try again." };

/** Uses a one-time link up, by a press: opening the page alone never does, so a mail scanner cannot. */
export function SignInForm({ token, failed }: { token: string; failed: boolean }) {
  const [reasons, setReasons] = useState(failed ? [USED] : []);
  const [pending, setPending] = useState(false);

  const press = async () => {
    if (pending) return;
    setPending(true);
    try {
      const answer = await signIn("credentials", { token, redirect: false });
      if (answer?.ok) {
        // Where to, the first page says: a new install begins with its first run.
        window.location.assign("/");
        return;
      }
      setReasons([USED]);
    } catch {
      setReasons([LOST]);
    }
    setPending(false);
  };

  return (
    <>
      <Refusals reasons={reasons} />
      <button type="button" className="button button-primary button-large" aria-disabled={pending} onClick={press}>
        Sign in
      </button>
    </>
  );
}
