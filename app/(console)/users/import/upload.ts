import { t } from "#lib/text.ts";
import type { UploadAnswer } from "./file/route.ts";

export type Upload = { kind: "sending"; share: number } | { kind: "checking" } | { kind: "refused"; message: string };

/** Sends a file as it is; answers the id of what was checked. Not fetch, which cannot tell how much of it has left. */
export function upload(file: File, tell: (state: Upload) => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const end = (answer: UploadAnswer | undefined) => {
      if (answer && "id" in answer) return resolve(answer.id);
      tell({ kind: "refused", message: answer?.message ?? t("The connection was lost. Upload the file again.") });
      resolve(undefined);
    };
    request.upload.onprogress = ({ loaded, total }) => tell({ kind: "sending", share: total > 0 ? loaded / total : 0 });
    request.upload.onload = () => tell({ kind: "checking" });
    request.onload = () => end(request.response ?? undefined);
    request.onerror = () => end(undefined);
    request.responseType = "json";
    request.open("POST", `/users/import/file?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "text/csv");
    tell({ kind: "sending", share: 0 });
    request.send(file);
  });
}
