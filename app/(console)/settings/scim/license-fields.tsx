"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";

export type LicenseChoice = { poolId: string; licenseType: string; available: number; total: number };
export type InstanceChoice = { id: string; name: string; licenses: LicenseChoice[] };

type LicenseFieldsProps = {
  instances: InstanceChoice[];
  /** What was chosen before, by field name. */
  values?: Record<string, string>;
  errors?: Record<string, string>;
};

/** Which license auto-assign gives: instance first, then the license types of that instance. Submits `instance` and `licenseType` (a pool). */
export function LicenseFields({ instances, values = {}, errors = {} }: LicenseFieldsProps) {
  const [instanceId, setInstanceId] = useState(values.instance || only(instances)?.id || "");
  const licenses = instances.find(({ id }) => id === instanceId)?.licenses ?? [];
  const [chosen, setChosen] = useState(values.licenseType ?? "");
  const poolId = licenses.find((license) => license.poolId === chosen)?.poolId ?? only(licenses)?.poolId ?? "";
  const license = licenses.find((choice) => choice.poolId === poolId);
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 font-semibold">{t("License assignment")}</legend>
      <Field label={t("Application instance")} error={errors.instance}>
        {(control) => (
          <Select
            {...control}
            name="instance"
            required
            placeholder={t("Choose an application instance")}
            value={instanceId}
            onChange={(event) => setInstanceId(event.target.value)}
            options={instances.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      <Field
        label={t("License type")}
        error={errors.licenseType}
        hint={license?.available === 0 && <AllTaken total={license.total} />}
      >
        {(control) => (
          <Select
            {...control}
            name="licenseType"
            required
            disabled={!instanceId}
            placeholder={instanceId ? t("Choose a license type") : t("Choose an application instance first")}
            value={poolId}
            onChange={(event) => setChosen(event.target.value)}
            options={licenses.map((choice) => ({
              value: choice.poolId,
              label: t("{licenseType} ({available} available)", {
                licenseType: choice.licenseType,
                available: formatNumber(choice.available),
              }),
            }))}
          />
        )}
      </Field>
    </fieldset>
  );
}

const only = <Item,>(items: Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

function AllTaken({ total }: { total: number }) {
  return t("All {total} are taken. People are created all the same and wait in line for the next free one.", {
    total: formatNumber(total),
  });
}
