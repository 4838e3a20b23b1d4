"use client";

import { useActionState, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { createLicenseAction } from "./actions.ts";

type CreateLicenseProps = {
  catalogue: { product: string; name: string }[];
  instances: { name: string; product: string }[];
};

/** Adds what was bought: a license type of a product, in an application instance that exists or is new. */
export function CreateLicense(props: CreateLicenseProps) {
  return (
    <Dialog
      title={t("Add licenses")}
      description={t("Nobody gets one by this alone: a SCIM configuration, a group rule or an admin assigns them.")}
      trigger={<Button variant="primary">{t("Add licenses")}</Button>}
    >
      <LicenseForm {...props} />
    </Dialog>
  );
}

function LicenseForm({ catalogue, instances }: CreateLicenseProps) {
  const [state, submit] = useActionState(createLicenseAction, { ok: false });
  const products = [...new Set(catalogue.map(({ product }) => product))];
  const { fields = {}, values = {} } = state;
  const [product, setProduct] = useState(values.product ?? products[0] ?? "");
  const [instance, setInstance] = useState(values.instance ?? product);
  const types = catalogue.filter((type) => type.product === product);
  const list = useId();

  function choose(next: string) {
    // the name that goes without saying follows, one that was typed stays
    if (instance === product) setInstance(next);
    setProduct(next);
  }

  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      <Field label={t("Product")} error={fields.product}>
        {(control) => (
          <Select
            {...control}
            name="product"
            value={product}
            onChange={(event) => choose(event.target.value)}
            options={products.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <Field label={t("License type")} error={fields.licenseType}>
        {(control) => (
          <Select
            key={product}
            {...control}
            name="licenseType"
            defaultValue={types.some(({ name }) => name === values.licenseType) ? values.licenseType : types[0]?.name}
            options={types.map(({ name }) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <Field
        label={t("Application instance")}
        error={fields.instance}
        hint={t("One bought product. Name another one where you run the product twice, such as Sales Navigator EMEA.")}
      >
        {(control) => (
          <Input
            {...control}
            name="instance"
            list={list}
            maxLength={100}
            autoComplete="off"
            value={instance}
            onChange={(event) => setInstance(event.target.value)}
          />
        )}
      </Field>
      <datalist id={list}>
        {instances
          .filter((known) => known.product === product)
          .map(({ name }) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      <Field label={t("Total")} error={fields.total}>
        {(control) => <Input {...control} name="total" inputMode="numeric" autoComplete="off" defaultValue={values.total} />}
      </Field>
      <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
        <DialogClose>
          <Button>{t("Cancel")}</Button>
        </DialogClose>
        <SubmitButton>{t("Add licenses")}</SubmitButton>
      </div>
    </form>
  );
}
