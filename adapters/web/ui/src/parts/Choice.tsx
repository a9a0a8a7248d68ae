import "../styles/choice.css";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

import { Around, type Labelled, type Noted } from "./Fields";
import { narrowed } from "./Narrowed";

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Choosing<One extends Named> {
  all: readonly One[];
  placeholder: string;
  /** What comes first in the whole list; chosen with ``null``. */
  none?: string;
  onChoose: (one: One | null) => void;
}

type ComboboxProps<One extends Named> = Choosing<One> & Noted & { label: string; className?: string; value: string };

/** One of very many by name: typing narrows the list, which draws only its beginning. */
function Combobox<One extends Named>({ label, value, all, placeholder, none, onChoose, id, ...rest }: ComboboxProps<One>): ReactNode {
  // What is typed; null while nothing is being chosen.
  const [words, setWords] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { shown, more } = narrowed(all, words ?? "");
  const options: readonly (One | null)[] = words === "" && none !== undefined ? [null, ...shown] : shown;
  const isOpen = words !== null;
  const write = (text: string | null): void => {
    setWords(text);
    setActive(0);
  };
  const choose = (one: One | null | undefined): void => {
    if (one !== undefined) onChoose(one);
    write(null);
  };
  const move = (to: number): void => {
    setActive(to);
    document.getElementById(`${id}-${String(to)}`)?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => { if (isOpen) move(Math.min(active + 1, options.length - 1)); else write(""); },
      ArrowUp: () => { if (isOpen) move(Math.max(active - 1, 0)); },
      ...(isOpen ? { Enter: () => { choose(options[active]); }, Escape: () => { write(null); } } : {}),
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <input {...rest} id={id} role="combobox" autoComplete="off" placeholder={placeholder} aria-expanded={isOpen} aria-autocomplete="list" aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && options.length > 0 ? `${id}-${String(active)}` : undefined}
        value={words ?? value} onChange={(event) => { write(event.target.value); }} onKeyDown={press}
        onClick={() => { if (!isOpen) write(""); }} onBlur={() => { write(null); }} />
      <span className="type-ahead-list" hidden={!isOpen}>
        <span id={`${id}-list`} role="listbox" aria-label={label}>
          {isOpen ? options.map((one, at) => (
            <span key={one?.id ?? "none"} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className="type-ahead-option cut"
              onPointerDown={(event) => { event.preventDefault(); }} onClick={() => { choose(one); }}>{one?.name ?? none}</span>
          )) : null}
        </span>
        <span className="quiet" role="status">
          {isOpen && options.length === 0 ? "Nothing has this name." : more > 0 ? `${more.toLocaleString()} more. Write a name to find them.` : ""}
        </span>
      </span>
    </>
  );
}

/** A choice that narrows a list, on one line with its name; ``value`` is the name chosen before, empty for none. */
export function Choice({ label, value, all, onChoose }: { label: string; value: string; all: readonly Named[]; onChoose: (name: string | null) => void }): ReactNode {
  const id = useId();
  return (
    <span className="filter-line type-ahead">
      <label htmlFor={id}>{label}</label>
      <Combobox id={id} className="filter" label={label} value={value} all={all} placeholder="Any" none="Any" onChoose={(one) => { onChoose(one?.name ?? null); }} />
    </span>
  );
}

/** A field of a form that does something with the one who is chosen, and is empty again. */
export function ChoiceField<One extends Named>({ label, hint, fault, all, placeholder, onChoose }: Labelled & { all: readonly One[]; placeholder: string; onChoose: (one: One) => void }): ReactNode {
  return (
    <Around label={label} hint={hint} fault={fault}>
      {(named) => (
        <div className="field-box type-ahead">
          <Combobox {...named} label={label} value="" all={all} placeholder={placeholder} onChoose={(one) => { if (one) onChoose(one); }} />
        </div>
      )}
    </Around>
  );
}
