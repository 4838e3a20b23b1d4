import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { AppError } from "./errors.ts";
import { type PersonField, type PersonKey, type PersonValues, personFields, personValueProblem } from "./person.ts";
import { canon } from "./scim/canon.ts";
import { messages, plural, t } from "./text.ts";
import { withoutUnstorable } from "./utils.ts";

export const csvLimits = { bytes: 10 * 1024 * 1024, lines: 100_000, lineCharacters: 32_768 } as const;

/** The column that gives a license; its cells say the name of one. */
export const licenseColumn = "Assign license";
/** What a download says beside what can be typed; an upload passes over these. */
export const readOnlyColumns = ["State", "Licenses", "Groups", "Source"] as const;

/** One line of a file, by its number there; `problem`: why it cannot be used. */
export type CsvLine = { line: number; values: PersonValues; license?: string; problem?: string };

type Column = { kind: "field"; field: PersonField } | { kind: "license" } | { kind: "ignored" };

const refuse = (message: string): never => {
  throw new AppError("invalid", message);
};

/**
 * Reads a CSV file of people, UTF-8 with or without a byte order mark, cells separated by comma, semicolon or tab, its first line
 * the names of columns. An empty cell says nothing. Throws invalid, with a sentence that names the line, for what spoils the
 * whole file; what spoils one line is that line's `problem`.
 */
export async function* readPeopleCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvLine> {
  const texts = decoded(bytes);
  const head = await readHead(texts);
  if (head.text.trim() === "") refuse(t("This file is empty. Its first line must name the columns."));
  const parser = Readable.from(rejoined(head, texts)).pipe(
    parse({
      delimiter: delimiterOf(head.text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: csvLimits.lineCharacters,
    }),
  );
  texts.failed = (error) => parser.destroy(error);
  let columns: Column[] | undefined;
  const earlier = new Map<string, number>();
  let count = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!columns) {
        columns = readHeader(record);
        continue;
      }
      if (record.every((cell) => cell === "")) continue;
      if (++count > csvLimits.lines)
        refuse(
          t("The file has more than {people} people. Split it.", { people: csvLimits.lines.toLocaleString(messages().language) }),
        );
      yield withoutRepetition(readLine(columns, record, info.lines), earlier);
    }
  } catch (error) {
    throw error instanceof CsvError ? explained(error) : error;
  }
  if (count === 0) refuse(t("The file names columns, but no people."));
}

type Texts = AsyncGenerator<string> & { failed?: (error: Error) => void };

/** The bytes as text. Another encoding than UTF-8 is refused by name where it can be told. */
async function* decoded(bytes: AsyncIterable<Uint8Array>): Texts {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let size = 0;
  let lines = 1;
  for await (const chunk of bytes) {
    if (size === 0) refuseUtf16(chunk);
    size += chunk.byteLength;
    if (size > csvLimits.bytes) refuse(t("The file is larger than 10 MB. Split it."));
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const readable = new TextDecoder().decode(chunk).split("\uFFFD", 1)[0] ?? "";
      return refuse(
        t("Line {lines} is not UTF-8. Save the file as “CSV UTF-8” and upload it again.", { lines: lines + newlines(readable) }),
      );
    }
    lines += newlines(text);
    yield text;
  }
  try {
    yield decoder.decode();
  } catch {
    refuse(t("Line {lines} is not UTF-8. Save the file as “CSV UTF-8” and upload it again.", { lines }));
  }
}

const newlines = (text: string): number => text.split("\n").length - 1;

function refuseUtf16([first, second]: Uint8Array): void {
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || first === 0 || second === 0) refuse(t("This file is in UTF-16. Save it as “CSV UTF-8” and upload it again."));
}

type Head = { text: string };

/** Enough of the file to hold its first line. */
async function readHead(texts: Texts): Promise<Head> {
  const head = { text: "" };
  while (!head.text.includes("\n") && head.text.length <= csvLimits.lineCharacters) {
    const { done, value } = await texts.next();
    if (done) break;
    head.text += value;
  }
  return head;
}

async function* rejoined(head: Head, texts: Texts): AsyncGenerator<string> {
  yield head.text;
  try {
    yield* texts;
  } catch (error) {
    // a stream would report its own end instead of why it ended
    if (error instanceof Error) texts.failed?.(error);
  }
}

/** Spreadsheets write what their country uses: the separator that the line of columns holds most of. */
function delimiterOf(head: string): string {
  const [line = ""] = head.split("\n", 1);
  const countOf = (separator: string) => line.split(separator).length;
  return [",", ";", "\t"].reduce((best, separator) => (countOf(separator) > countOf(best) ? separator : best));
}

const named = (name: string) => canon(name).replace(/[\s_-]+/g, "");
/** What other products call the same. */
const aliases: Record<string, PersonKey> = {
  username: "userName",
  emailaddress: "email",
  givenname: "firstName",
  familyname: "lastName",
  surname: "lastName",
  name: "displayName",
  businesstitle: "title",
  jobtitle: "title",
  employeeid: "uniqueId",
  uniqueuserid: "uniqueId",
};

function readHeader(names: string[]): Column[] {
  const columns = names.map(readColumn);
  const keys = columns.map((column, index) => (column.kind === "field" ? column.field.label : names[index]));
  const twice = keys.find((key, index) => key !== "" && keys.indexOf(key) !== index);
  if (twice !== undefined) refuse(t("Two columns are “{twice}”.", { twice }));
  const has = (key: PersonKey) => columns.some((column) => column.kind === "field" && column.field.key === key);
  if (!has("email") && !has("userName") && !has("uniqueId")) {
    refuse(t("No column says who a line is about. Name one “Email”, “User name” or “Unique ID”."));
  }
  return columns;
}

function readColumn(name: string): Column {
  const wanted = named(name);
  if (wanted === "" || readOnlyColumns.some((column) => named(column) === wanted)) return { kind: "ignored" };
  if (wanted === named(licenseColumn)) return { kind: "license" };
  const field = personFields.find(({ key, label }) => named(label) === wanted || key === aliases[wanted]);
  if (field) return { kind: "field", field };
  const known = [...personFields.map(({ label }) => label), licenseColumn].join(", ");
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
  return refuse(t("There is no column “{shown}”. Columns are: {known}.", { shown, known }));
}

function readLine(columns: Column[], cells: string[], line: number): CsvLine {
  const read: CsvLine = { line, values: {} };
  const extra = cells.slice(columns.length).some((cell) => cell !== "");
  if (extra || cells.length < columns.length) {
    read.problem = t("This line has {count} {cells}, but there are {columns} columns.", {
      count: cells.length,
      cells: plural(cells.length, "cell", "cells"),
      columns: columns.length,
    });
  }
  columns.forEach((column, index) => {
    const cell = withoutUnstorable(cells[index] ?? "");
    if (column.kind === "ignored" || cell === "") return;
    const label = column.kind === "field" ? column.field.label : licenseColumn;
    if (/^[=+\-@]/.test(cell)) {
      read.problem ??= t(
        "{label} begins with “{cell}”, which a spreadsheet takes for a formula. Put an apostrophe (') before it to keep it as text.",
        { label, cell: cell.charAt(0) },
      );
    }
    // the apostrophe that keeps a spreadsheet, and our own downloads, from taking a text for a formula
    const text = cell.replace(/^'(?=[=+\-@])/, "");
    if (column.kind === "license") read.license = text;
    else {
      read.values[column.field.key] = text;
      read.problem ??= personValueProblem(column.field, text);
    }
  });
  return read;
}

/** Two lines about one person contradict each other: the first counts. */
function withoutRepetition(read: CsvLine, earlier: Map<string, number>): CsvLine {
  for (const key of ["uniqueId", "userName", "email"] as const) {
    const value = read.values[key];
    if (value === undefined) continue;
    const mark = `${key} ${key === "uniqueId" ? value : canon(value)}`;
    const first = earlier.get(mark);
    if (first === undefined) earlier.set(mark, read.line);
    else
      read.problem ??= t("{label} is the same as in line {first}.", {
        label: personFields.find((field) => field.key === key)?.label ?? key,
        first,
      });
  }
  return read;
}

function explained(error: CsvError): AppError {
  const line = Number(Reflect.get(error, "lines") ?? 0);
  switch (error.code) {
    case "CSV_MAX_RECORD_SIZE":
      return new AppError(
        "invalid",
        t('Line {line} is longer than {characters} characters. Is a quotation mark (") missing?', {
          line,
          characters: csvLimits.lineCharacters.toLocaleString(messages().language),
        }),
      );
    case "CSV_QUOTE_NOT_CLOSED":
      return new AppError(
        "invalid",
        t('A quotation mark (") is opened but never closed; the file ends in line {line}.', { line }),
      );
    default:
      return new AppError(
        "invalid",
        t('Line {line} cannot be read: a quotation mark (") stands inside a cell. Write it twice ("").', { line }),
      );
  }
}
