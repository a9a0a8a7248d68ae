import { type ReactNode, useState } from "react";

import { count } from "../../lib/words";
import { shown, type Table, valueWords } from "./data";

const ROWS = 8;

function Rows({ table, now }: { table: Table; now: Date }): ReactNode {
  const [open, setOpen] = useState(false);
  const rows = open ? table.rows : table.rows.slice(0, ROWS);
  return (
    <div className="proposal-table">
      <div className="table-scroll" tabIndex={0} role="group" aria-label={table.name}>
        <table>
          <caption className="unseen">{table.name}</caption>
          <thead><tr>{table.columns.map((one) => <th key={one.key} scope="col" className={one.isNumber ? "number" : undefined}>{one.label}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={at}>{table.columns.map((one) => <td key={one.key} className={one.isNumber ? "number" : undefined}>{valueWords(row[one.key], now)}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.rows.length > ROWS ? (
        <button type="button" className="link" aria-expanded={open} onClick={() => { setOpen(!open); }}>{open ? "Show less" : `All ${count(table.rows.length, "row")}`}</button>
      ) : null}
    </div>
  );
}

/** What will happen, exactly: up to eight rows of each table, then all of them; single facts below. */
export function Data({ data }: { data: Record<string, unknown> }): ReactNode {
  const now = new Date();
  const { tables, facts } = shown(data, now);
  if (tables.length === 0 && facts.length === 0) return null;
  return (
    <div className="proposal-data">
      {tables.map((table) => <Rows key={table.name} table={table} now={now} />)}
      {facts.length === 0 ? null : (
        <dl className="facts">
          {facts.map((fact) => <div key={fact.name} className={fact.isLong ? "long" : undefined}><dt>{fact.name}</dt><dd>{fact.words}</dd></div>)}
        </dl>
      )}
    </div>
  );
}
