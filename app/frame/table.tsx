import type { ReactNode } from "react";

type Props = {
  readonly label: string;
  /** Shown when the table has no rows. */
  readonly empty: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly ReactNode[])[];
  /** One for each row, where its first cell does not name it. */
  readonly ids?: readonly string[];
};

/** A table that scrolls sideways inside its own section. */
export function Table({ label, empty, head, rows, ids }: Props) {
  if (rows.length === 0) return <p>{empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="table-room" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={ids?.[row] ?? String(cells[0])}>
              {cells.map((cell, at) => (
                <td key={head[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
