import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

import { narrowed } from "./Narrowed";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What stands first: no choice. */
const ANY: Named = { id: "any", name: "Any" };

interface ChoiceProps {
  label: string;
  /** The name chosen before; empty for none. */
  value: string;
  all: readonly Named[];
  onChoose: (name: string | null) => void;
}

/** One of very many by name, on one line with its own: typing narrows the list, which draws only its beginning. */
export function Choice({ label, value, all, onChoose }: ChoiceProps): ReactNode {
  const id = useId();
  // What is typed; null while nothing is being chosen.
  const [words, setWords] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { shown, more } = narrowed(all, words ?? "");
  const options = words === "" ? [ANY, ...shown] : shown;
  const isOpen = words !== null;
  const write = (text: string | null): void => {
    setWords(text);
    setActive(0);
  };
  const choose = (one: Named | undefined): void => {
    if (one !== undefined) onChoose(one === ANY ? null : one.name);
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
    <span className="filter-line type-ahead">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="filter" role="combobox" autoComplete="off" placeholder="Any" aria-expanded={isOpen} aria-autocomplete="list" aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && options.length > 0 ? `${id}-${String(active)}` : undefined}
        value={words ?? value} onChange={(event) => { write(event.target.value); }} onKeyDown={press}
        onClick={() => { if (!isOpen) write(""); }} onBlur={() => { write(null); }} />
      <span className="type-ahead-list" hidden={!isOpen}>
        <span id={`${id}-list`} role="listbox" aria-label={label}>
          {isOpen ? options.map((one, at) => (
            <span key={one.id} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className="type-ahead-option cut"
              onPointerDown={(event) => { event.preventDefault(); }} onClick={() => { choose(one); }}>{one.name}</span>
          )) : null}
        </span>
        <span className="quiet" role="status">
          {isOpen && options.length === 0 ? "Nothing has this name." : more > 0 ? `${more.toLocaleString()} more. Write a name to find them.` : ""}
        </span>
      </span>
    </span>
  );
}
