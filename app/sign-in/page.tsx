import type { Metadata } from "next";
import { Brand } from "#components/shell/brand.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

interface SignInPageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[]; readonly error?: string }>;
}

export default async function Page({ searchParams }: SignInPageProps) {
  const { token, error } = await searchParams;
  const link = typeof token === "string" ? token : "";
  return (
    <main className="plain-page">
      <Brand demo={false} />
      <h1 className="page-title">Sign in</h1>
      {link === "" ? (
        <p>
          Closeout is entered by a one-time link. Use the one that was printed when it started, or ask an administrator
          for one.
        </p>
      ) : (
        <>
          <p>This link signs in one person, once. It is used up when you press the button.</p>
          <SignInForm token={link} failed={error !== undefined} />
        </>
      )}
    </main>
  );
}
