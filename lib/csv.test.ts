import { expect, test } from "vitest";
import { csvDownload, csvLines } from "./csv.ts";

test("a cell never starts a formula", () => {
  for (const cell of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]) {
    expect(csvLines([[cell]])).toMatch(/^"?'/);
  }
  expect(csvLines([["a=1", "1-1"]])).toBe("a=1,1-1\r\n");
});

test("quotes, commas, line breaks and any script arrive as they are", () => {
  expect(csvLines([['say "hi"', "a,b", "two\nlines", "שלום 😀"]])).toBe('"say ""hi""","a,b","two\nlines",שלום 😀\r\n');
});

test("a download begins with the mark by which Excel knows UTF-8, and has a name", async () => {
  async function* batches() {
    yield [["1"]];
    yield [["2"]];
  }
  const response = csvDownload("people", ["n"], batches());
  expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe("\uFEFFn\r\n1\r\n2\r\n");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="people.csv"');
});
