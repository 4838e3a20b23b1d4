import { parseTableQuery } from "#components/data-table/table-query.ts";
import { type SampleRow, SampleTable } from "./sample-table.tsx";

const given = ["Ann", "Bo", "Chidi", "Dana", "Elif", "Fatou", "Gil", "Hana", "عبد الرحمن", "🦊 Fox"];
const family = ["Okafor", "Lindqvist", "Nguyen", "Marques", "Ó Briain"];

const people: SampleRow[] = Array.from({ length: 230 }, (_, index) => {
  const name = index === 5 ? `Very ${"long ".repeat(30)}name` : `${given[index % 10]} ${family[(index * 7) % 5]}`;
  return { id: String(index), name, email: `person${index}@example.com`, seats: (index * 37) % 100 };
});

const pageSize = 12;

export function TableSample({ params }: { params: Record<string, string | string[] | undefined> }) {
  const query = parseTableQuery(params, { sorts: ["name", "email", "seats"], filters: ["status"] });
  const found = people.filter((person) => person.name.toLowerCase().includes(query.q.toLowerCase()));
  const { sort } = query;
  if (sort)
    found.sort((a, b) => String(read(a, sort.column)).localeCompare(String(read(b, sort.column))) * (sort.descending ? -1 : 1));
  const start = (query.page - 1) * pageSize;
  return <SampleTable rows={found.slice(start, start + pageSize)} total={found.length} query={query} pageSize={pageSize} />;
}

function read(row: SampleRow, column: string): string | number {
  if (column === "seats") return row.seats;
  return column === "email" ? row.email : row.name;
}
