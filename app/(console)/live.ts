/**
 * Should an open page leave itself alone for now? When nobody looks; and under a dialog, where it would move beneath a
 * question, or vanish while what it shows is being deleted.
 */
export const leaveAlone = (): boolean =>
  document.visibilityState === "hidden" || document.querySelector("[role=dialog], [role=alertdialog]") !== null;
