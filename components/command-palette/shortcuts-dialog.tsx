import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { t } from "#lib/text.ts";

const shortcuts: { keys: string[]; or?: string[]; does: string }[] = [
  { keys: ["⌘", "K"], or: ["Ctrl", "K"], does: t("Go to a person, group, configuration or setting") },
  { keys: ["/"], does: t("Search on this page") },
  { keys: ["↓"], or: ["↑"], does: t("Next or previous row of a table") },
  { keys: ["Home"], or: ["End"], does: t("First or last row of a table") },
  { keys: ["Enter"], does: t("Open the row") },
  { keys: ["Esc"], does: t("Close a window or menu") },
  { keys: ["?"], does: t("Show this list") },
];

/** Every key of the console. */
export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog title={t("Keyboard shortcuts")} open={open} onOpenChange={onOpenChange}>
      <dl className="divide-y divide-line">
        {shortcuts.map(({ keys, or, does }) => (
          <div key={does} className="flex items-center justify-between gap-6 py-2.5">
            <dt>{does}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-faint text-sm">
              <Keys keys={keys} />
              {or && (
                <>
                  {t("or")} <Keys keys={or} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const Keys = ({ keys }: { keys: string[] }) => (
  <span className="flex gap-1">
    {keys.map((key) => (
      <Kbd key={key}>{key}</Kbd>
    ))}
  </span>
);
