import { Ellipsis, Plus } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CopyRow } from "#components/ui/copy-row.tsx";
import { ChoiceField, Field } from "#components/ui/field.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Link } from "#components/ui/link.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

const licenses = [
  { value: "a", label: "Advanced · 12 available" },
  { value: "b", label: "Advanced Plus · 0 available" },
];

export function Controls() {
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" icon={<Plus size={16} />}>
          Primary
        </Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="danger">Danger</Button>
        <Button variant="primary" size="sm">
          Small
        </Button>
        <Button disabled>Disabled</Button>
        <IconButton label="More" icon={<Ellipsis size={16} />} />
        <Link href="/design">Link</Link>
        <Kbd>⌘</Kbd>
        <Kbd>K</Kbd>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" hint="Shown in lists, for instance the name of your directory.">
          {(control) => <Input {...control} defaultValue="Entra ID, EMEA" />}
        </Field>
        <Field label="Notification email" optional error="That is not an email address.">
          {(control) => <Input {...control} defaultValue="it@" />}
        </Field>
        <Field label="License type">{(control) => <Select {...control} options={licenses} />}</Field>
        <Field label="Application instance">{(control) => <Select {...control} options={licenses} disabled />}</Field>
        <Field label="Note" className="sm:col-span-2">
          {(control) => <Textarea {...control} rows={2} placeholder="Why" />}
        </Field>
        <ChoiceField label="Auto-assign licenses" hint="Licenses are assigned first come, first served until all are taken.">
          {(control) => <Switch {...control} defaultChecked />}
        </ChoiceField>
        <ChoiceField label="Suspend" hint="Off at the moment.">
          {(control) => <Switch {...control} />}
        </ChoiceField>
        <ChoiceField label="Send an email when provisioning fails">
          {(control) => <Checkbox {...control} defaultChecked />}
        </ChoiceField>
        <ChoiceField label="Same directory">{(control) => <Checkbox {...control} />}</ChoiceField>
      </div>
      <CopyRow
        label="Tenant URL"
        value="http://localhost:3000/scim/v2"
        note={<InlineAlert tone="warn">Your IdP cannot reach this address from outside.</InlineAlert>}
      />
      <SecretField
        label="Access token"
        value="ac_scim_0000000000000000000000000000000000000000000000000"
        fileName="access-token.txt"
        hint="Shown this once."
      />
      <div className="flex flex-wrap gap-2">
        <FilterChip label="License" value="Sales Navigator Advanced" removeHref="/design" />
        <FilterChip label="Status" value="Waiting" removeHref="/design" />
      </div>
    </div>
  );
}
