import type { PickerOption } from "#components/ui/picker.tsx";
import { findAnything } from "../find/find.ts";

type Named = { id: string; name: string };

/** Browser only: groups to choose from by what is typed, and the first of the account while nothing is. Undefined: that failed. */
export const searchGroups =
  (first: readonly Named[]) =>
  async (text: string): Promise<PickerOption[] | undefined> => {
    if (!text.trim()) return first.map(({ id, name }) => ({ id, label: name }));
    return findAnything(text, ["group"]).catch(() => undefined);
  };
