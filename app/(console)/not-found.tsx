import { ButtonLink } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** Within the console: the same for what never was, what is gone, and what belongs to another account. */
export default function NotFound() {
  return (
    <div className="mx-auto grid max-w-page justify-items-start gap-6">
      <PageHeader title="Not found" description="Nothing is here. It may have been removed, or the address is not complete." />
      <ButtonLink href="/users">Go to Users</ButtonLink>
    </div>
  );
}
