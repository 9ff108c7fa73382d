"use server";
import { redirect } from "next/navigation";
import { endCurrentSession } from "#lib/auth/session.ts";

/** Ends the session at once, wherever a copy of its cookie is. */
export async function signOut(): Promise<void> {
  await endCurrentSession();
  redirect("/sign-in");
}
