import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Time } from "#components/ui/time.tsx";
import { listPools } from "#db/queries/licenses.ts";
import { findOpenMassLeave } from "#db/queries/mass-leaves.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { MassLeaveDecision } from "./licenses/mass-leave-decision.tsx";

/** The mass leave that waits for a decision, wherever a page places it; nothing without one. */
export async function MassLeaveBanner() {
  const admin = await requireAdmin();
  const leave = await findOpenMassLeave(admin);
  if (!leave) return null;
  const waiting = (await listPools(admin)).reduce((sum, pool) => sum + pool.waiting, 0);
  const { id, trippedAt, people, held, passedOn, configurations } = leave;
  const idp = configurations.join(" and ") || "Your identity provider";
  return (
    <InlineAlert
      tone="warn"
      title={`${formatCount(people, "person", "people")} became inactive within an hour`}
      action={mayActAs(admin, "full") && <MassLeaveDecision id={id} {...{ people, held, passedOn, waiting, idp }} />}
    >
      {idp} removed their access <Time iso={trippedAt.toISOString()} />.{" "}
      {held === 1 ? "1 license is held back" : `${formatCount(held, "license", "licenses")} are held back`} from the waiting line
      until a Full admin decides.
    </InlineAlert>
  );
}
