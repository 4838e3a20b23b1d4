import { describe, expect, it, test } from "vitest";
import { csvLines } from "./csv.ts";
import { type CsvLine, csvLimits, readPeopleCsv } from "./people-csv.ts";

const bytes = (text: string) => Buffer.from(text, "utf8");

/** The file in pieces of any size: a character may be cut in two. */
async function* pieces(file: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function read(file: string | Uint8Array, size?: number): Promise<CsvLine[]> {
  const lines: CsvLine[] = [];
  for await (const line of readPeopleCsv(pieces(typeof file === "string" ? bytes(file) : file, size))) lines.push(line);
  return lines;
}

const refusal = (file: string | Uint8Array, size?: number) => expect(read(file, size)).rejects;

describe("a file of people", () => {
  it("is read line by line, in pieces of any size, with the numbers of its lines", async () => {
    const file = '\uFEFFEmail,First name,Title\r\nann@example.com,Änn 😀,"Head, ""Sales"""\r\n\r\nbo@example.com,,\r\n';
    for (const size of [1, 2, 7, 65_536]) {
      expect(await read(file, size)).toEqual([
        { line: 2, values: { email: "ann@example.com", firstName: "Änn 😀", title: 'Head, "Sales"' } },
        { line: 4, values: { email: "bo@example.com" } },
      ]);
    }
  });

  it("may separate cells by semicolon or tab, and call columns what others call them", async () => {
    expect(await read("E-mail;Given Name;unique user id\na@example.com;Ann;U-1")).toEqual([
      { line: 2, values: { email: "a@example.com", firstName: "Ann", uniqueId: "U-1" } },
    ]);
    expect(await read("User name\tAssign license\nann\tLearning")).toEqual([
      { line: 2, values: { userName: "ann" }, license: "Learning" },
    ]);
  });

  it("that was downloaded here is read again, without what an upload cannot say", async () => {
    const file = csvLines([
      ["Email", "Title", "State", "Licenses", "Groups", "Source"],
      ["a@example.com", "=1+1", "Active", "Learning: Invited", "Sales", "Okta"],
    ]);
    expect(await read(file)).toEqual([{ line: 2, values: { email: "a@example.com", title: "=1+1" } }]);
  });
});

describe("a line that cannot be used", () => {
  const problems = async (file: string) => (await read(file)).map(({ line, problem }) => [line, problem]);

  test.each([
    ["=HYPERLINK(1)", "="],
    ["+1", "+"],
    ["-1", "-"],
    ["@a", "@"],
  ])("with the formula %s is told so", async (cell, sign) => {
    expect(await problems(`Email,Title\na@example.com,${cell}`)).toEqual([
      [
        2,
        `Title begins with “${sign}”, which a spreadsheet takes for a formula. Put an apostrophe (') before it to keep it as text.`,
      ],
    ]);
  });

  it("has the wrong number of cells, no address, or too long a value", async () => {
    expect(await problems(`Email,Title\na@example.com\nb@example.com,x,y\nnobody,x\nc@example.com,${"x".repeat(1025)}`)).toEqual([
      [2, "This line has 1 cell, but there are 2 columns."],
      [3, "This line has 3 cells, but there are 2 columns."],
      [4, "“nobody” is not an e-mail address."],
      [5, "Title is longer than 1,024 characters."],
    ]);
  });

  it("repeats an earlier one, in whatever case", async () => {
    expect(await problems("Email,Unique ID\na@example.com,1\nA@EXAMPLE.COM,2\nb@example.com,1")).toEqual([
      [2, undefined],
      [3, "Email is the same as in line 2."],
      [4, "Unique ID is the same as in line 2."],
    ]);
  });
});

describe("a file that cannot be read", () => {
  it("is in another encoding", async () => {
    const utf16 = "This file is in UTF-16. Save it as “CSV UTF-8” and upload it again.";
    await refusal(Buffer.from("\uFEFFEmail\na@example.com", "utf16le")).toThrow(utf16);
    await refusal(Buffer.from("Email\na@example.com", "utf16le")).toThrow(utf16);
    const latin1 = Buffer.from("Email,Title\na@example.com,x\nb@example.com,Verk\xe4ufer\n", "latin1");
    for (const size of [10, 65_536]) await refusal(latin1, size).toThrow("Line 3 is not UTF-8.");
  });

  it("has columns that nobody knows, twice, or that name nobody", async () => {
    await refusal("Email,Shoe size\n").toThrow("There is no column “Shoe size”. Columns are: User name, Email,");
    await refusal("Email,E-mail\na@example.com,b@example.com").toThrow("Two columns are “Email”.");
    await refusal("Title\nBoss").toThrow("No column says who a line is about.");
  });

  it("is empty, or names nobody", async () => {
    await refusal("").toThrow("This file is empty.");
    await refusal("Email\n\n").toThrow("The file names columns, but no people.");
  });

  it("has a line of a million characters, also without a line of columns", async () => {
    await refusal(`Email,Title\na@example.com,x\nb@example.com,${"x".repeat(1_000_000)}`).toThrow("Line 3 is longer than 32,768");
    await refusal("x".repeat(1_000_000)).toThrow("is longer than 32,768 characters");
  });

  it("has a quotation mark too few or too many", async () => {
    await refusal('Email,Title\na@example.com,"open\n').toThrow("opened but never closed");
    await refusal('Email,Title\na@example.com,"a"b"\n').toThrow("Line 2 cannot be read");
  });

  it("is larger than allowed, or has too many people", async () => {
    const line = `a@example.com,${"x".repeat(1000)}\n`;
    await refusal(`Email,Title\n${line.repeat(Math.ceil(csvLimits.bytes / line.length))}`).toThrow("larger than 10 MB");
    const people = Array.from({ length: csvLimits.lines + 1 }, (_, index) => `p${index}@a.example`);
    await refusal(`Email\n${people.join("\n")}`).toThrow("more than 100,000 people");
  }, 30_000);
});
