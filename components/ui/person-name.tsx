/** A person in a row: the name, and the address that tells two of the same name apart. */
export function PersonName({ name, email }: { name: string; email?: string }) {
  return (
    <span className="grid min-w-0">
      <span className="truncate">{name}</span>
      {email && <span className="truncate font-normal text-muted text-sm">{email}</span>}
    </span>
  );
}
