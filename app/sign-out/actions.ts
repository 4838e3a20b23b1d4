"use server";

import { redirect } from "next/navigation";
import { endCurrentSession } from "#lib/auth.ts";

export async function signOut(): Promise<void> {
  await endCurrentSession();
  redirect("/sign-in");
}
