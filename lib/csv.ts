import { stringify } from "csv-stringify/sync";

/** Excel takes a file for UTF-8 only with this in front. */
const byteOrderMark = "\uFEFF";

/** Lines of a CSV file. A cell never starts a formula: where a spreadsheet would take it for one, an apostrophe stands before it. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], {
    escape_formulas: true,
    record_delimiter: "windows",
    quoted_match: /[\r\n]/, // also the break that is not this file's own: some readers would begin a line there
  }); // its type knows no readonly arrays

/** A CSV file as a download, sent piece by piece as `batches` come. */
export function csvDownload(
  name: string,
  header: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): Response {
  async function* lines() {
    yield byteOrderMark + csvLines([header]);
    for await (const rows of batches) yield csvLines(rows);
  }
  return new Response(streamOf(lines()), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "no-store",
    },
  });
}

/** Reads on only when the client has taken what was sent before. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
