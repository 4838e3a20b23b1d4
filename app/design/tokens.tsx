const grounds = ["bg-bg", "bg-surface", "bg-raised", "bg-hover", "bg-line", "bg-line-strong", "bg-accent", "bg-accent-soft"];
const inks = ["text-text", "text-muted", "text-faint", "text-accent-text"];
const states = [
  ["ok", "text-ok bg-ok-soft"],
  ["warn", "text-warn bg-warn-soft"],
  ["bad", "text-bad bg-bad-soft"],
  ["info", "text-info bg-info-soft"],
] as const;
const sizes = [
  ["text-2xl", "font-semibold text-2xl"],
  ["text-xl", "font-semibold text-xl"],
  ["text-lg", "text-lg"],
  ["text-base", "text-base"],
  ["text-sm", "text-sm"],
  ["text-xs", "text-xs"],
] as const;

export function Tokens() {
  return (
    <div className="grid gap-6">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {grounds.map((ground) => (
          <li key={ground} className="text-muted text-sm">
            <span className={`mb-1 block h-10 rounded-control border border-line ${ground}`} />
            {ground}
          </li>
        ))}
      </ul>
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        {inks.map((ink) => (
          <li key={ink} className={ink}>
            {ink}
          </li>
        ))}
        {states.map(([name, look]) => (
          <li key={name} className={`rounded-sm px-2 ${look}`}>
            {name}
          </li>
        ))}
      </ul>
      <ul className="grid gap-1">
        {sizes.map(([name, look]) => (
          <li key={name} className="flex items-baseline gap-4">
            <span className="w-20 shrink-0 text-faint text-sm">{name}</span>
            <span className={`min-w-0 ${look}`}>38 people have a license</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
