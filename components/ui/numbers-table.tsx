import { formatNumber } from "./number.tsx";

type NumbersTableProps = {
  label: string;
  /** The first names the rows, the others are numbers. */
  columns: readonly [string, ...string[]];
  rows: readonly { key: string; name: string; numbers: readonly number[] }[];
};

/** A few names and their numbers, to be read rather than worked with. */
export function NumbersTable({ label, columns: [first, ...others], rows }: NumbersTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a narrow screen must be reachable by the keyboard
    <div tabIndex={0} className="max-w-full overflow-x-auto">
      <table aria-label={label} className="w-full tabular-nums">
        <thead>
          <tr className="text-right text-muted text-sm">
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              {first}
            </th>
            {others.map((column) => (
              <th key={column} scope="col" className="w-28 py-2 pl-4 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, numbers }) => (
            <tr key={key} className="text-right">
              <th scope="row" className="max-w-0 truncate border-line border-t py-2.5 pr-4 text-left font-normal">
                {name}
              </th>
              {numbers.map((value, index) => (
                <td key={others[index]} className="border-line border-t py-2.5 pl-4">
                  {formatNumber(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
