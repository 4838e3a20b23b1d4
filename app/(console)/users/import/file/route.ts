import { listPools } from "#db/queries/licenses.ts";
import { addImportLines, createImport, discardImport } from "#db/queries/people-import.ts";
import { type CurrentAdmin, currentAdmin, mayActAs } from "#lib/auth.ts";
import { AppError } from "#lib/errors.ts";
import { type CsvLine, csvLimits, readPeopleCsv } from "#lib/people-csv.ts";
import { isSameOrigin } from "#lib/same-origin.ts";
import { t } from "#lib/text.ts";
import { withoutUnstorable } from "#lib/utils.ts";
import { poolName } from "../../../pool.ts";

/** What the page gets back: the checked upload, or why there is none. */
export type UploadAnswer = { id: string } | { message: string };

const answer = (status: number, body: UploadAnswer) => Response.json(body, { status });
const tooLarge = t("The file is larger than 10 MB. Split it.");

/** Takes a CSV file as it comes in, and checks it line by line; nothing is applied yet. */
export async function POST(request: Request): Promise<Response> {
  const admin = await currentAdmin({ touch: true });
  if (!admin) return answer(401, { message: t("Your session has ended. Sign in again in another tab, then repeat this here.") });
  if (!isSameOrigin(request.headers)) return answer(403, { message: t("Upload the file from the page in Users.") });
  if (!mayActAs(admin, "full")) return answer(403, { message: t("Only a Full admin can do this.") });
  const length = Number(request.headers.get("content-length"));
  if (length > csvLimits.bytes) return answer(413, { message: tooLarge });
  if (!request.body) return answer(400, { message: t("This file is empty. Its first line must name the columns.") });
  const id = await createImport(admin, admin.actor, fileName(request));
  try {
    await keepLines(admin, id, whole(request.body, length));
    return answer(200, { id });
  } catch (error) {
    await discardImport(admin, id);
    if (error instanceof AppError) return answer(400, { message: error.message });
    throw error;
  }
}

const fileName = (request: Request): string =>
  withoutUnstorable(new URL(request.url).searchParams.get("name") ?? "").slice(0, 100) || "people.csv";

const batch = 500;

async function keepLines(admin: CurrentAdmin, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const licenses = (await listPools(admin)).map((pool) => ({ id: pool.id, name: poolName(pool) }));
  let lines: CsvLine[] = [];
  for await (const line of readPeopleCsv(bytes)) {
    lines.push(line);
    if (lines.length < batch) continue;
    await addImportLines(admin, id, lines, licenses);
    lines = [];
  }
  if (lines.length > 0) await addImportLines(admin, id, lines, licenses);
}

/** The body, refused when it ends before its announced length: half a file must not pass for a whole one. */
async function* whole(body: ReadableStream<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const chunk of body) {
    received += chunk.byteLength;
    yield chunk;
  }
  if (length && received < length) throw new AppError("invalid", t("The file did not arrive whole. Upload it again."));
}
