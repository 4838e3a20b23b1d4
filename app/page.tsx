import { redirect } from "next/navigation";
import { requireAdmin } from "#lib/auth.ts";

export default async function Home() {
  await requireAdmin();
  redirect("/users");
}
