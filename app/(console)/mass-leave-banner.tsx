import { rich } from "#components/rich.ts";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Time } from "#components/ui/time.tsx";
import { listPools } from "#db/queries/licenses.ts";
import { findOpenMassLeave } from "#db/queries/mass-leaves.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { list, t } from "#lib/text.ts";
import { MassLeaveDecision } from "./licenses/mass-leave-decision.tsx";

/** The mass leave that waits for a decision, wherever a page places it; nothing without one. */
export async function MassLeaveBanner() {
  const admin = await requireAdmin();
  const leave = await findOpenMassLeave(admin);
  if (!leave) return null;
  const waiting = (await listPools(admin)).reduce((sum, pool) => sum + pool.waiting, 0);
  const { id, trippedAt, people, held, passedOn, configurations } = leave;
  const idp = list(configurations) || t("Your identity provider");
  return (
    <InlineAlert
      tone="warn"
      title={t("{people} became inactive within an hour", { people: formatCount(people, "person", "people") })}
      action={mayActAs(admin, "full") && <MassLeaveDecision id={id} {...{ people, held, passedOn, waiting, idp }} />}
    >
      {rich("{idp} removed their access {time}.", { idp, time: <Time iso={trippedAt.toISOString()} /> })}{" "}
      {t("{licenses} held back from the waiting line until a Full admin decides.", {
        licenses: formatCount(held, "license is", "licenses are"),
      })}
    </InlineAlert>
  );
}
