import { type ReactNode, useDeferredValue, useState } from "react";

import { plain } from "../lib/mentions";
import { SearchField } from "./SearchField";

interface Named {
  readonly name: string;
  readonly email?: string | null;
}

/** So many are drawn at most, and from so many on they can be searched. */
const MOST_DRAWN = 100;
const MANY = 20;

/** Those whose name or address has these words, at most so many as are drawn, and how many there are beside them. */
export function narrowed<One extends Named>(all: readonly One[], words: string): { shown: One[]; more: number } {
  const wanted = plain(words.trim());
  const found = wanted === "" ? all : all.filter((one) => plain(`${one.name} ${one.email ?? ""}`).includes(wanted));
  return { shown: found.slice(0, MOST_DRAWN), more: Math.max(0, found.length - MOST_DRAWN) };
}

/** Says that there are others, and how to come to them. */
export function More({ count }: { count: number }): ReactNode {
  return count === 0 ? null : <p className="quiet" role="status">{count.toLocaleString()} more. Write a name to find them.</p>;
}

/** A list of people that may be very long: its beginning, or those who are called as is written. */
export function Narrowed<One extends Named>({ label, all, children }: { label: string; all: readonly One[]; children: (shown: readonly One[]) => ReactNode }): ReactNode {
  const [words, setWords] = useState("");
  const { shown, more } = narrowed(all, useDeferredValue(words));
  return (
    <>
      {all.length > MANY ? <SearchField label={label} value={words} onChange={setWords} /> : null}
      {children(shown)}
      {shown.length === 0 && words !== "" ? <p className="quiet" role="status">Nobody here is called so.</p> : null}
      <More count={more} />
    </>
  );
}
